using System.Globalization;

namespace Acsa.Worker.SelfTest;

/// <summary>The numbers of a Structured Report as any reader finds them: NUM items by concept (PS3.3 C.17.3, C.18.1).</summary>
static class ReportNumbers
{
    public const string Area = "42798000", Grey = "110849";
    const string Mean = "373098007";

    /// <summary>Area in cm² and mean grey level; null what the report does not state.</summary>
    public static (double? AreaCm2, double? MeanGrey) Of(DicomDataset report)
    {
        var numbers = Items(report).Where(item => item.GetSingleValueOrDefault(DicomTag.ValueType, "") == "NUM").ToList();
        return (numbers.Where(item => Code(item, DicomTag.ConceptNameCodeSequence) == Area).Select(Number).FirstOrDefault(),
            numbers.Where(item => Code(item, DicomTag.ConceptNameCodeSequence) == Grey
                && Below(item).Any(child => Code(child, DicomTag.ConceptCodeSequence) == Mean)).Select(Number).FirstOrDefault());
    }

    static IEnumerable<DicomDataset> Items(DicomDataset root) => Below(root).SelectMany(item => Items(item).Prepend(item));

    static IEnumerable<DicomDataset> Below(DicomDataset item) => item.TryGetSequence(DicomTag.ContentSequence, out var content)
        ? content.Items : [];

    static string Code(DicomDataset item, DicomTag tag) =>
        item.TryGetSequence(tag, out var codes) && codes.Items.Count > 0 ? codes.Items[0].GetSingleValueOrDefault(DicomTag.CodeValue, "")
            : "";

    static double? Number(DicomDataset item) =>
        item.TryGetSequence(DicomTag.MeasuredValueSequence, out var values) && values.Items.Count > 0
        && double.TryParse(values.Items[0].GetSingleValueOrDefault(DicomTag.NumericValue, ""), NumberStyles.Float,
            CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
