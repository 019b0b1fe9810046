namespace Acsa.Reporting;

/// <summary>
/// The node as the equipment that made the results (PS3.3 C.7.5.1, C.7.5.2) and as the observer of the report (PS3.16 TID 1004).
/// </summary>
/// <param name="ObserverUid">UID of this installation; stays the same as long as it lives.</param>
/// <param name="StationName">Name of this installation, SH.</param>
public sealed record DeviceIdentity(
    string Manufacturer,
    string ModelName,
    string SerialNumber,
    string SoftwareVersion,
    string ObserverUid,
    string StationName);
