namespace Acsa.Measurement;

/// <summary>
/// The device and its setting as the image states them; null what it does not state. The attributes are those of <see
/// cref="ReferenceKey"/>.
/// </summary>
public sealed record ScannerSetting(string? Manufacturer, string? Model, string? Transducer, string? Preset);
