namespace Acsa.Reporting;

/// <summary>TID 1001 Observation Context: the observers are this device (TID 1004) and, where outlines are a person's, that person (TID
/// 1003).</summary>
internal static class Tid1001ObservationContext
{
    public static IEnumerable<DicomDataset> Of(ReportRequest request) => Of(request.Context.Device, request.ReaderName);

    /// <param name="reader">As PN value; null when nobody is named.</param>
    public static IEnumerable<DicomDataset> Of(DeviceIdentity device, string? reader) =>
        [.. Device(device), .. reader is { Length: > 0 } name ? Person(name) : []];

    static IEnumerable<DicomDataset> Person(string name) =>
    [
        ContentItem.Code(Relationship.HasObservationContext, Concepts.ObserverType, Concepts.Person),
        ContentItem.PersonName(Relationship.HasObservationContext, Concepts.PersonObserverName, name),
    ];

    static IEnumerable<DicomDataset> Device(DeviceIdentity device) =>
    [
        ContentItem.Code(Relationship.HasObservationContext, Concepts.ObserverType, Concepts.Device),
        ContentItem.UidReference(Relationship.HasObservationContext, Concepts.DeviceObserverUid, device.ObserverUid),
        ContentItem.Text(Relationship.HasObservationContext, Concepts.DeviceObserverName, device.StationName),
        ContentItem.Text(Relationship.HasObservationContext, Concepts.DeviceObserverManufacturer, device.Manufacturer),
        ContentItem.Text(Relationship.HasObservationContext, Concepts.DeviceObserverModelName, device.ModelName),
        ContentItem.Text(Relationship.HasObservationContext, Concepts.DeviceObserverSerialNumber, device.SerialNumber),
    ];
}
