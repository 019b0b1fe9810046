using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// The UIDs of results: functions of source, models, configuration and kind, so that a repeated job writes the same instances and a
/// changed model or configuration writes new ones in new series (docs/decisions/070).
/// </summary>
internal sealed class ResultIdentity
{
    readonly string _study;
    readonly string _source;
    readonly string _models;
    readonly string _configuration;

    public ResultIdentity(SourceReference source, IEnumerable<Finding> findings, string configurationHash)
    {
        _study = source.StudyInstanceUid;
        _source = source.SopInstanceUid;
        _models = string.Join('+', findings.Select(finding => finding.Model?.Sha256 ?? "").Where(hash => hash.Length > 0).Distinct()
            .Order(StringComparer.Ordinal));
        _configuration = configurationHash;
    }

    public string Series(ResultKind kind) => NameBasedUid.For("series", _study, _models, _configuration, Name(kind));

    public string Instance(ResultKind kind, int? frameNumber = null) =>
        NameBasedUid.For("instance", _source, _models, _configuration, Name(kind), frameNumber?.ToString(CultureInfo.InvariantCulture)
            ?? "");

    public string DimensionOrganization() => NameBasedUid.For("dimensions", _source, _models, _configuration);

    /// <summary>The same for every run over the same image: neither model nor configuration changes which muscle was looked at.</summary>
    public string Tracking(string structure, Laterality side, int ordinal) =>
        NameBasedUid.For("tracking", _study, _source, structure, side.ToString(), ordinal.ToString(CultureInfo.InvariantCulture));

    // Written out, so that renaming the enum cannot change identities.
    static string Name(ResultKind kind) => kind switch
    {
        ResultKind.Segmentation => "seg",
        ResultKind.StructuredReport => "sr",
        ResultKind.SecondaryCapture => "sc",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
