namespace Acsa.Reporting;

/// <summary>TID 1001 Observation Context with TID 1004: the observer is this device.</summary>
internal static class Tid1001ObservationContext
{
    public static IEnumerable<DicomDataset> Of(DeviceIdentity device) =>
    [
        ContentItem.Code(Relationship.HasObservationContext, Concepts.ObserverType, Concepts.Device),
        ContentItem.UidReference(Relationship.HasObservationContext, Concepts.DeviceObserverUid, device.ObserverUid),
        ContentItem.Text(Relationship.HasObservationContext, Concepts.DeviceObserverName, device.StationName),
        ContentItem.Text(Relationship.HasObservationContext, Concepts.DeviceObserverManufacturer, device.Manufacturer),
        ContentItem.Text(Relationship.HasObservationContext, Concepts.DeviceObserverModelName, device.ModelName),
        ContentItem.Text(Relationship.HasObservationContext, Concepts.DeviceObserverSerialNumber, device.SerialNumber),
    ];
}
