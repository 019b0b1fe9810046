using System.Globalization;

namespace Acsa.Reporting;

/// <summary>
/// Areas over time, one line for each structure; the axis of areas begins at 0, so that no change looks larger than it is.
/// </summary>
internal static class TrendChart
{
    const double LabelSize = 7;

    public static void Draw(PdfPage page, double x, double y, double width, double height, IReadOnlyList<PriorValue> history,
        ReportRequest request, DateOnly today)
    {
        var current = request.Findings.Where(finding => finding is { Structure: not null, Measurement.AreaCm2: not null })
            .Select(finding => new PriorValue(today, finding.Structure!, finding.Laterality, finding.Measurement!.AreaCm2!.Value));
        var values = history.Concat(current).ToList();
        var (first, last) = (values.Min(value => value.Date).DayNumber, values.Max(value => value.Date).DayNumber);
        var top = values.Max(value => value.AreaCm2) * 1.1;
        page.Text(x, y, "Area over time, cm²", LabelSize, bold: true);
        var (left, bottom) = (x + 24, y + height);
        page.Line(left, y + 6, left, bottom);
        page.Line(left, bottom, x + width, bottom);
        foreach (var mark in new[] { 0, top / 2, top })
            page.Text(x, Y(mark) + 2, DisplayText.Number(mark, 1), LabelSize);
        foreach (var series in values.GroupBy(value => (value.Structure, value.Laterality)))
        {
            var structure = NamedStructure.Of(series.Key.Structure, series.Key.Laterality, request.Context.Structures);
            PriorValue? before = null;
            foreach (var value in series.OrderBy(value => value.Date))
            {
                if (before is not null) page.Line(X(before), Y(before.AreaCm2), X(value), Y(value.AreaCm2), structure.Colour, 1);
                page.Box(X(value) - 2, Y(value.AreaCm2) - 2, 4, 4, structure.Colour);
                before = value;
            }
        }
        page.Text(left, bottom + 9, Date(first), LabelSize);
        page.Text(x + width - PdfText.Width(Date(last), LabelSize), bottom + 9, Date(last), LabelSize);

        double X(PriorValue value) => left + 6 + (last == first ? 0.5
            : (value.Date.DayNumber - first) / (double)(last - first)) * (width - 36);
        double Y(double area) => bottom - area / top * (height - 8);
        static string Date(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
