using System.Globalization;

namespace Acsa.Reporting;

/// <summary>What TID 1500 and TID 1410 require of the tree, whatever was measured.</summary>
internal static class TemplateCheck
{
    /// <param name="hasImages">Whether there is an image that the library has to hold.</param>
    public static void Run(DicomDataset report, IReadOnlyList<DicomDataset> items, List<string> problems, bool hasImages = true)
    {
        if (ReportTree.Name(report) != Concepts.ImagingMeasurementReport.Value || Template(report) != "1500")
            problems.Add("the root is not that of TID 1500.");
        foreach (var concept in new[] { Concepts.Language, Concepts.ObserverType, Concepts.DeviceObserverUid, Concepts.ProcedureReported,
            Concepts.ImageLibrary, Concepts.QualitativeEvaluations })
            if ((hasImages || concept != Concepts.ImageLibrary)
                && !ReportTree.Children(report).Any(item => ReportTree.Name(item) == concept.Value))
                problems.Add($"({concept.Value}, {concept.Scheme}, {concept.Meaning}) is missing below the root.");
        var number = 0;
        foreach (var group in items.Where(item => ReportTree.Name(item) == Concepts.MeasurementGroup.Value))
        {
            number++;
            foreach (var missing in Missing(group))
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"measurement group {number} {missing}."));
        }
    }

    static IEnumerable<string> Missing(DicomDataset group)
    {
        var children = ReportTree.Children(group).ToList();
        var template = Template(group);
        if (template is not ("1410" or "1501")) yield return "is neither of TID 1410 nor of TID 1501";
        foreach (var concept in new[] { Concepts.TrackingIdentifier, Concepts.TrackingUniqueIdentifier, Concepts.Finding })
            if (children.Count(item => ReportTree.Name(item) == concept.Value) != 1) yield return $"has not one {concept.Meaning}";
        var regions = children.Count(item => ReportTree.Name(item) == Concepts.ImageRegion.Value);
        var segmentations = children.Count(item => ReportTree.Name(item) == Concepts.ReferencedSegmentationFrame.Value);
        if (regions + segmentations != (template == "1410" ? 1 : 0))
            yield return "has not one region, an outline or else a segmentation (TID 1410), or has one (TID 1501)";
        if (segmentations != children.Count(item => ReportTree.Name(item) == Concepts.SourceImageForSegmentation.Value))
            yield return "has a segmentation without its source, or a source without segmentation";
        var numbers = children.Where(item => ReportTree.Type(item) == "NUM").ToList();
        if (numbers.Count == 0) yield return "has no number";
        if (numbers.Exists(item => ReportTree.Number(item) is null || ReportTree.Unit(item).Length == 0))
            yield return "has a number without value or unit";
    }

    static string Template(DicomDataset item) =>
        item.TryGetSequence(DicomTag.ContentTemplateSequence, out var templates) && templates.Items.Count > 0
            ? templates.Items[0].GetSingleValueOrDefault(DicomTag.TemplateIdentifier, "") : "";
}
