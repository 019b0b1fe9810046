using Acsa.Reporting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Routing;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Studies;

/// <summary>What each destination is told of a study as a whole.</summary>
/// <param name="earlier">All that was said of it, the oldest first.</param>
/// <param name="references">The same as results refer to it.</param>
sealed class StudyReports(
    IReadOnlyList<AnalysedImage> images, IReadOnlyList<EarlierResult> earlier, IReadOnlyList<InstanceReference> references,
        SpoolFolder spool, Router router,
    ReportContext context)
{
    readonly List<string> _reasons = [];
    readonly HashSet<string> _standing = new(StringComparer.Ordinal);

    public WrittenStudy Write(IReadOnlyList<OutboxRoute> receivers)
    {
        var sources = images.Select(image => StudySource.Read(image, spool.PathOf(image.File))).ToList();
        if (router.HasRules && sources.Exists(source => source.Header is null))
            return new([], [],
                ["An image is not held any more, or cannot be read, so that the routing rules cannot be asked: what the study says together"
                    + " is not written anew."]);
        var routed = sources.Select(source => (Source: source,
            Route: router.After(source.Image.CallingAe, spool.PathOf(source.Image.File), source.Entries))).ToList();
        var (written, notes) = (new Dictionary<string, ResultInstance>(StringComparer.Ordinal), new List<ResultInstance>());
        foreach (var to in receivers)
        {
            var own = routed.Where(image => image.Route.GoesTo(to.Destination)).Select(image => image.Source).ToList();
            var held = references.Where(reference => reference.HeldBy!.Contains(to.Destination)).ToList();
            if (RequestFor(to, own, held) is not { } request) continue;
            var hidden = earlier.Where(one => one.HiddenBy.Contains(to.Destination)).Select(one => one.SopInstanceUid).ToHashSet();
            if (request.Replacing(held, hidden) is not { } news)
            {
                _standing.Add(held.FindLast(one => one.Kind == request.Kind)!.SopInstanceUid);
                continue;
            }

            var instance = StudyReportWriter.Write(news);
            if (StudyResultCheck.Problems(instance, news) is { Count: > 0 } problems)
                throw new InvalidDataException(string.Join(' ', problems));
            _standing.Add(instance.SopInstanceUid);
            written[instance.SopInstanceUid] = instance with
            {
                Recipients = [.. written.GetValueOrDefault(instance.SopInstanceUid)?.Recipients ?? [], to.Destination],
            };
            if (held.Count > 0 && to.Send.Contains(ResultKind.RejectionNote))
                notes.Add(StudyReportWriter.Reject(request.Source, context, to.Destination, held));
        }

        return new([.. written.Values, .. notes],
            _standing.Count == 0 ? [] : [.. earlier.Where(one => !one.IsSuperseded).Select(one => one.SopInstanceUid).Except(_standing)],
                [.. _reasons.Distinct()])
        {
            Standing = [.. earlier.Where(one => one.IsSuperseded).Select(one => one.SopInstanceUid).Where(_standing.Contains)],
        };
    }

    // Null where there is nothing to tell, or it must not be told.
    StudyReportRequest? RequestFor(OutboxRoute to, List<StudySource> own, List<InstanceReference> held)
    {
        var summary = StudyStage.Summarise(own.SelectMany(source => source.Entries));
        // What was said once and is true no more is taken back, if only by saying that there is nothing to say.
        if (summary.Muscles.Count == 0 || (!summary.SaysMoreThanItsImages && held.Count == 0)) return null;
        var counted = own.Where(source => source.Counted().Any()).ToList();
        if (Distinct(counted.Select(source => source.Person)) > 1 || Distinct(counted.Select(source => source.Image.PatientKey)) > 1)
        {
            _reasons.Add("Its images name different Patient IDs: what they say together is not written.");
            return null;
        }

        // Of one that is not held any more the ledger knows by a hash whose it was, unless it named nobody.
        if (counted.Exists(source => source.Person is null && source.Image.PatientKey is null))
        {
            _reasons.Add("An image is not held any more, and whose it was is not known: what the study says together is not written anew.");
            return null;
        }

        if ((counted.Find(source => source.Header is not null) ?? own.Find(source => source.Header is not null))?.Header is not { } header)
        {
            _reasons.Add("None of its images is held any more: what they say together is not written anew.");
            return null;
        }

        var kind = to.Send.First(ResultKinds.OfStudy.Contains);
        summary = ComparableGrey.Of(summary, [.. counted.SelectMany(source => source.Counted()
            .Select(image => (image.Structure, image.Laterality)).Distinct()
            .Select(shown => (shown.Structure, shown.Laterality, source.Setting)))]);
        return new(header, summary, [.. counted.SelectMany(source => source.Counted())], context)
        {
            Kind = kind, Reports = [.. counted.SelectMany(source => ReportsOf(source.Image, to))],
        };
    }

    static int Distinct(IEnumerable<string?> names) => names.OfType<string>().Distinct(StringComparer.Ordinal).Count();

    // The report of an image that the destination gets: those that were not replaced.
    static IEnumerable<InstanceReference> ReportsOf(AnalysedImage image, OutboxRoute to) => image.Results
        .Where(result => result is { IsSuperseded: false, SeriesInstanceUid: not null } && result.Kind.IsImageReport()
            && to.Send.Contains(result.Kind)
            && result.HeldBy.Contains(to.Destination))
        .Select(result => new InstanceReference(result.StudyInstanceUid, result.SeriesInstanceUid!, result.SopClassUid,
            result.SopInstanceUid));
}
