namespace Acsa.Measurement;

/// <summary>
/// What a reference table holds for, and nothing else: echogenicity depends on all of it. Texts are compared as they are, blanks at the
/// ends apart.
/// </summary>
/// <param name="Structure">Key of config/structures.json.</param>
/// <param name="Manufacturer">Manufacturer (0008,0070).</param>
/// <param name="Model">Manufacturer's Model Name (0008,1090).</param>
/// <param name="Transducer">Transducer Data (0018,5010), several values joined by a backslash.</param>
/// <param name="Preset">Processing Function (0018,5020).</param>
public sealed record ReferenceKey(string Structure, string Manufacturer, string Model, string Transducer, string Preset);
