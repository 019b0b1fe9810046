using Acsa.Reporting;

namespace Acsa.Worker.Configuration;

/// <summary>In which form a destination gets the kinds that are named.</summary>
/// <param name="Segmentation">What stands for "seg".</param>
sealed record SendForms(ResultKind Segmentation, ReportRegions Regions)
{
    /// <summary>Whether whoever gets reports on images gets those on whole studies too.</summary>
    public bool Study { get; init; } = true;

    public static SendForms Default { get; } = new(ResultKind.Segmentation, ReportRegions.Outline);

    /// <summary>The kinds as they are written; a report refers to what its receiver gets.</summary>
    public HashSet<ResultKind> Apply(IEnumerable<ResultKind> named)
    {
        var send = named.ToHashSet();
        var getsSegmentation = send.Remove(ResultKind.Segmentation);
        if (getsSegmentation) send.Add(Segmentation);
        foreach (var form in new[] { ResultKind.StructuredReport, ResultKind.ComprehensiveReport })
            if (send.Remove(form))
                send.Add(ResultKinds.Report(form, getsSegmentation ? Segmentation : null,
                    getsSegmentation ? Regions : ReportRegions.Outline));
        // In the form of the reports on images.
        if (send.Remove(ResultKind.StudyReport) || (Study && send.Any(kind => kind.IsImageReport())))
            send.Add(ResultKinds.StudyReportFor(send));
        return send;
    }
}
