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
    /// Who gets which kind, so that no report names a predecessor to who does not hold it; null where that is not known, and for kinds that
    /// are not among them.
    /// </summary>
    public IReadOnlyDictionary<ResultKind, IReadOnlyList<string>>? Receivers { get; init; }

    /// <summary>
    /// How often results of the same model and configuration were replaced by others before: part of the identity, for what was replaced,
    /// and may be hidden, cannot be what replaces (docs/decisions/077).
    /// </summary>
    public int Generation { get; init; }

    /// <summary>
    /// The same request, to replace <paramref name="earlier"/> results, oldest first. When the newest of them are what this very request
    /// writes, it replaces nothing: they stand, unless somebody was told to hide them. When those or older ones are, these are their next
    /// generation and replace all.
    /// </summary>
    public ReportRequest Replacing(IReadOnlyList<InstanceReference> earlier)
    {
        var source = SourceReference.Read(Source);
        for (var generation = 0; ; generation++)
        {
            var request = this with { Generation = generation, Predecessors = earlier };
            var identity = new ResultIdentity(source, request);
            var own = Enum.GetValues<ResultKind>().Select(kind => identity.Series(kind)).ToHashSet(StringComparer.Ordinal);
            if (!earlier.Any(result => own.Contains(result.SeriesInstanceUid))) return request;
            if (own.Contains(earlier[^1].SeriesInstanceUid)
                && !earlier.Any(result => result.IsRejected && own.Contains(result.SeriesInstanceUid)))
                return request with { Predecessors = [] };
        }
    }

    /// <summary>The person whose outlines are among the findings, as PN value; null when nobody is named, or all are the model's.</summary>
    public string? ReaderName { get; init; }

    /// <summary>What earlier studies of the same person said of these structures, at most one for each structure and side.</summary>
    public IReadOnlyList<PriorComparison> Priors { get; init; } = [];

    /// <summary>What was measured of the same structures before, for the trend of the document; oldest first.</summary>
    public IReadOnlyList<PriorValue> History { get; init; } = [];
}
