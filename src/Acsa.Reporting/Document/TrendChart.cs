using System.Globalization;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>
/// Areas over time, one line for each structure; the axis of areas begins at 0, so that no change looks larger than it is.
/// </summary>
internal static class TrendChart
{
    // Half a label beside the first point and the last.
    const double LabelSize = 7, Inset = 14;

    public static void Draw(PdfPage page, double x, double y, double width, double height, IReadOnlyList<PriorValue> history,
        ReportRequest request, DateOnly today)
    {
        // One point for each examination, as those before have one: frames of a clip are averaged, and what a person has to look at first
        // is left out.
        var current = request.Findings.Where(finding =>
            finding is { Structure: not null, Measurement.AreaCm2: not null, Status: FindingStatus.Measured })
            .GroupBy(finding => (finding.Structure, finding.Laterality))
            .Where(group => history.Any(value => (value.Structure, value.Laterality) == group.Key))
            .Select(group => new PriorValue(today, group.Key.Structure!, group.Key.Laterality,
                group.Average(finding => finding.Measurement!.AreaCm2!.Value)));
        var values = history.Concat(current).ToList();
        var (first, last) = (values.Min(value => value.Date).DayNumber, values.Max(value => value.Date).DayNumber);
        var top = values.Max(value => value.AreaCm2) * 1.1;
        page.Text(x, y, "Area over time, cm²: examinations with the same device, transducer and preset", LabelSize, bold: true);
        var (left, bottom) = (x + 24, y + height);
        page.Line(left, y + 6, left, bottom);
        page.Line(left, bottom, x + width, bottom);
        foreach (var mark in new[] { 0, top / 2, top })
            page.Text(x, Y(mark) + 2, DisplayText.Number(mark, 1), LabelSize);
        var placed = new List<(double X, double Y)>();
        foreach (var series in values.GroupBy(value => (value.Structure, value.Laterality)))
        {
            var structure = NamedStructure.Of(series.Key.Structure, series.Key.Laterality, request.Context.Structures);
            PriorValue? before = null;
            foreach (var value in series.OrderBy(value => value.Date))
            {
                if (before is not null) page.Line(X(before), Y(before.AreaCm2), X(value), Y(value.AreaCm2), structure.Colour, 1);
                page.Box(X(value) - 2, Y(value.AreaCm2) - 2, 4, 4, structure.Colour);
                Label(value);
                before = value;
            }
        }
        page.Text(left, bottom + 9, Date(first), LabelSize);
        page.Text(x + width - PdfText.Width(Date(last), LabelSize), bottom + 9, Date(last), LabelSize);

        // Its area above each point, where the one before it leaves room.
        void Label(PriorValue value)
        {
            var text = DisplayText.Number(value.AreaCm2, 2);
            var (room, at, line) = (PdfText.Width(text, LabelSize), X(value), Y(value.AreaCm2) - 5);
            if (placed.Exists(other => Math.Abs(other.X - at) < room + 3 && Math.Abs(other.Y - line) < LabelSize)) return;
            placed.Add((at, line));
            page.Text(at - room / 2, line, text, LabelSize);
        }

        double X(PriorValue value) => left + Inset + (last == first ? 0.5
            : (value.Date.DayNumber - first) / (double)(last - first)) * (width - 24 - 2 * Inset);
        double Y(double area) => bottom - area / top * (height - 8);
        static string Date(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
