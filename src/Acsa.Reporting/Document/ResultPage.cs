using System.Globalization;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>The page: picture, table, reasons, trend, and what it may be used for. No patient data.</summary>
internal static class ResultPage
{
    const double Left = 48, Right = PdfPage.Width - 48, PictureHeight = 360, TextSize = 9, LineHeight = 12, Foot = PdfPage.Height - 40;
    const double TrendHeight = 110, OutlineWidth = 1.2;
    static readonly RgbColour s_grey = new(110, 110, 110);
    static readonly (string Head, double At)[] s_columns =
        [("Structure", 0), ("Area, cm²", 160), ("90 % interval", 208), ("Grey level", 278), ("SD", 332), ("Thickness, mm", 360),
            ("Perimeter, mm", 430)];

    public static PdfPage Draw(ReportRequest request, SourceReference source)
    {
        var page = new PdfPage();
        page.Text(Left, 56, "Muscle cross-section", 16, bold: true);
        page.Text(Left, 72, Made(request), TextSize, colour: s_grey);
        var y = 84.0;
        // A clip has several pictures and the page one place: the first one with a mask.
        var shown = request.Findings.Where(finding => request.Pictures.ContainsKey(finding.FrameNumber))
            .OrderBy(finding => finding.Mask is null).ThenBy(finding => finding.FrameNumber).FirstOrDefault();
        if (shown is not null) y = Picture(page, y, shown, request, source);
        y = Table(page, y + 22, request, source);
        var history = request.History.Where(prior => request.Findings.Any(finding => IsOf(prior, finding))).ToList();
        var room = history.Count > 0 ? Foot - TrendHeight - 24 : Foot - 16;
        y = Reasons(page, y + 8, room, request, source);
        if (history.Count > 0)
            TrendChart.Draw(page, Left, Foot - TrendHeight - 10, Right - Left, TrendHeight - 20, history, request, ResultDate(request));
        page.Line(Left, Foot, Right, Foot, s_grey);
        if (request.Context.MarksPictures) page.Text(Left, Foot + 14, ResultHeader.ResearchUseOnly, TextSize, bold: true);
        return page;
    }

    internal static bool IsOf(PriorValue prior, Finding finding) =>
        prior.Structure == finding.Structure && prior.Laterality == finding.Laterality;

    static DateOnly ResultDate(ReportRequest request) =>
        DateOnly.TryParseExact(request.Source.GetSingleValueOrDefault(DicomTag.StudyDate, ""), "yyyyMMdd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var date) ? date : DateOnly.FromDateTime(request.Context.Time.DateTime);

    static string Made(ReportRequest request)
    {
        var models = request.Findings.Select(finding => finding.Model).OfType<ModelIdentity>().Distinct().Select(model =>
            $"{model.Id} {model.Version}");
        var device = request.Context.Device;
        return string.Join(", ", [$"{device.ModelName} {device.SoftwareVersion}", .. models.Select(model => $"model {model}"),
            request.Context.Time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)]);
    }

    static double Picture(PdfPage page, double y, Finding shown, ReportRequest request, SourceReference source)
    {
        var picture = request.Pictures[shown.FrameNumber];
        var scale = Math.Min((Right - Left) / picture.Width, PictureHeight / picture.Height);
        var top = y;
        page.Image(Left, top, picture.Width * scale, picture.Height * scale, picture);
        foreach (var finding in request.Findings.Where(finding =>
            finding.FrameNumber == shown.FrameNumber && SegmentPlan.IsSegmented(finding)))
        {
            var colour = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Colour;
            foreach (var outline in MaskOutlines.Of(finding.Mask!))
                page.Outline([.. outline.Simplify(1).Points.Select(point =>
                    (Left + point.X * scale, top + point.Y * scale))], colour, OutlineWidth);
        }
        y += picture.Height * scale;
        if (source.IsMultiFrame)
            page.Text(Left, y += LineHeight, string.Create(CultureInfo.InvariantCulture,
                $"Frame {shown.FrameNumber} of {source.NumberOfFrames}"), TextSize, colour: s_grey);
        return y;
    }

    static double Table(PdfPage page, double y, ReportRequest request, SourceReference source)
    {
        foreach (var (head, at) in s_columns) page.Text(Left + at, y, head, TextSize, bold: true);
        page.Line(Left, y + 3, Right, y + 3);
        foreach (var finding in request.Findings.Take(Limits.MaxTableRows))
        {
            y += LineHeight + 2;
            var structure = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures);
            page.Box(Left, y - 7, 6, 6, structure.Colour);
            string[] cells = [structure.Label + FindingText.Frame(finding, source), .. Cells(finding)];
            for (var i = 0; i < cells.Length; i++) page.Text(Left + s_columns[i].At + (i == 0 ? 10 : 0), y, cells[i], TextSize);
        }
        if (request.Findings.Count > Limits.MaxTableRows)
            page.Text(Left, y += LineHeight, "Further findings stand in the report.", TextSize);
        return y;
    }

    static IEnumerable<string> Cells(Finding finding)
    {
        var result = finding.Measurement;
        yield return result?.AreaCm2 is { } area ? DisplayText.Number(area, 2) : "not given";
        yield return IntervalText.Coded(result?.AreaCm2Interval) is { } range
            ? $"{DisplayText.Number(range.Low, 2)} to {DisplayText.Number(range.High, 2)}" : "";
        yield return result?.Echogenicity is { } echo ? DisplayText.Number(echo.Mean, 1) : "";
        yield return result?.Echogenicity is { } spread ? DisplayText.Number(spread.Sd, 1) : "";
        yield return result?.ThicknessCm is { } thickness ? DisplayText.Number(Millimetres.FromCm(thickness), 1) : "";
        yield return result?.CircumferenceCm is { } round ? DisplayText.Number(Millimetres.FromCm(round), 1) : "";
    }

    static double Reasons(PdfPage page, double y, double end, ReportRequest request, SourceReference source)
    {
        foreach (var finding in request.Findings)
        {
            List<string> sentences = [.. finding.Reasons, .. IntervalText.Others(finding.Measurement)];
            if (finding.Status == FindingStatus.Measured && sentences.Count == 0) continue;
            var label = NamedStructure.Of(finding.Structure, finding.Laterality, request.Context.Structures).Label;
            var verdict = FindingText.Verdict(finding.Status) is { Length: > 0 } objection ? $" {objection}." : "";
            foreach (var line in PdfText.Wrap($"{label}{FindingText.Frame(finding, source)}:{verdict} {string.Join(' ', sentences)}",
                TextSize, Right - Left))
            {
                y += LineHeight;
                if (y > end)
                {
                    page.Text(Left, y, "Further reasons stand in the report.", TextSize, bold: true);
                    return y;
                }
                page.Text(Left, y, line, TextSize);
            }
        }
        return y;
    }
}
