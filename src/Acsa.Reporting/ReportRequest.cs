using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>One source instance and what was found in it.</summary>
/// <param name="Source">The source's data set; pixel data need not be loaded.</param>
/// <param name="Findings">At least one; those without a mask say why.</param>
/// <param name="Pictures">The analysed frames as pictures, by 1-based frame number.</param>
public sealed record ReportRequest(
    DicomDataset Source,
    IReadOnlyList<Finding> Findings,
    IReadOnlyDictionary<int, RgbImage> Pictures,
    ReportContext Context)
{
    /// <summary>What to write of it.</summary>
    public IReadOnlySet<ResultKind> Kinds { get; init; } = ResultKinds.Default;

    /// <summary>Earlier results of the same image that these replace; none when this is the first run.</summary>
    public IReadOnlyList<InstanceReference> Predecessors { get; init; } = [];

    /// <summary>
    /// The same request, to replace <paramref name="earlier"/> results. When one of them is what this very request writes, it replaces
    /// nothing: they were made by the same model and configuration, and nobody may be told to hide them.
    /// </summary>
    public ReportRequest Replacing(IReadOnlyList<InstanceReference> earlier)
    {
        if (earlier.Count == 0) return this with { Predecessors = [] };
        var identity = new ResultIdentity(SourceReference.Read(Source), this);
        var own = Enum.GetValues<ResultKind>().Select(kind => identity.Series(kind)).ToHashSet(StringComparer.Ordinal);
        return this with { Predecessors = earlier.Any(result => own.Contains(result.SeriesInstanceUid)) ? [] : earlier };
    }

    /// <summary>The person whose outlines are among the findings, as PN value; null when nobody is named, or all are the model's.</summary>
    public string? ReaderName { get; init; }

    /// <summary>What was measured of the same structures before, for the trend of the document; oldest first.</summary>
    public IReadOnlyList<PriorValue> History { get; init; } = [];
}
