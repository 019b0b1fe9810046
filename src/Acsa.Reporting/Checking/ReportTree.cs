using System.Globalization;

namespace Acsa.Reporting;

/// <summary>Looks into the content tree of a report.</summary>
internal static class ReportTree
{
    public static IEnumerable<DicomDataset> Children(DicomDataset item) =>
        item.TryGetSequence(DicomTag.ContentSequence, out var content) ? content.Items : [];

    public static IEnumerable<DicomDataset> Descendants(DicomDataset root)
    {
        var open = new Stack<DicomDataset>(Children(root).Reverse());
        while (open.TryPop(out var item))
        {
            yield return item;
            foreach (var child in Children(item).Reverse()) open.Push(child);
        }
    }

    public static string Type(DicomDataset item) => item.GetSingleValueOrDefault(DicomTag.ValueType, "");

    /// <summary>Value of the code in <paramref name="sequence"/>; empty when absent.</summary>
    public static string Code(DicomDataset item, DicomTag sequence) =>
        item.TryGetSequence(sequence, out var codes) && codes.Items.Count > 0
            ? codes.Items[0].GetSingleValueOrDefault(DicomTag.CodeValue, "") : "";

    public static string Name(DicomDataset item) => Code(item, DicomTag.ConceptNameCodeSequence);

    /// <summary>The number of a NUM, from Floating Point Value where present; null when it has none.</summary>
    public static double? Number(DicomDataset item)
    {
        if (!item.TryGetSequence(DicomTag.MeasuredValueSequence, out var values) || values.Items.Count == 0) return null;
        if (values.Items[0].TryGetSingleValue<double>(DicomTag.FloatingPointValue, out var exact)) return exact;
        return double.Parse(values.Items[0].GetString(DicomTag.NumericValue), CultureInfo.InvariantCulture);
    }

    /// <summary>UCUM code of a NUM's unit; empty when it has none.</summary>
    public static string Unit(DicomDataset item) =>
        item.TryGetSequence(DicomTag.MeasuredValueSequence, out var values) && values.Items.Count > 0
            ? Code(values.Items[0], DicomTag.MeasurementUnitsCodeSequence) : "";

    /// <summary>Instances that an item refers to.</summary>
    public static IEnumerable<string> References(DicomDataset item) =>
        item.TryGetSequence(DicomTag.ReferencedSOPSequence, out var references)
            ? references.Items.Select(reference => reference.GetSingleValueOrDefault(DicomTag.ReferencedSOPInstanceUID, ""))
            : [];
}
