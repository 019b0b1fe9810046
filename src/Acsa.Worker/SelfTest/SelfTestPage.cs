using Acsa.Imaging;
using Acsa.Reporting;

namespace Acsa.Worker.SelfTest;

/// <summary>The acceptance page as one A4 page.</summary>
static class SelfTestPage
{
    const double Left = 48, Right = PdfPage.Width - 48, Foot = PdfPage.Height - 40, TextSize = 8, Line = 10.5, PictureWidth = 236,
        PictureHeight = 190;
    const double StepAt = 40, FoundAt = 150;
    static readonly RgbColour s_grey = new(110, 110, 110), s_red = new(190, 20, 20), s_green = new(0, 110, 50),
        s_white = new(255, 255, 255);

    /// <param name="picture">The image that was sent.</param>
    /// <param name="outline">What was found in it; null when nothing was.</param>
    public static byte[] Draw(SelfTestReport report, RgbImage picture, Mask? outline)
    {
        var page = new PdfPage();
        page.Text(Left, 58, "Acceptance test of an installation", 16, bold: true);
        page.Text(Left, 72, "AcsaNode self-test: a simulated image through the node and its archive and back", TextSize, colour: s_grey);
        var verdict = report.Passed ? "PASSED" : "FAILED";
        page.Box(Right - 112, 42, 112, 32, report.Passed ? s_green : s_red);
        page.Text(Right - 56 - PdfText.Width(verdict, 20) / 2, 65, verdict, 20, bold: true, colour: s_white);
        var y = Facts(page, 90, report);
        y = Picture(page, y + 8, report, picture, outline);
        y = Steps(page, y + 16, report);
        Remains(page, y + 8, report);
        Signatures(page);
        page.Line(Left, Foot, Right, Foot, s_grey);
        page.Text(Left, Foot + 13, "Research use only: not a medical device", TextSize, bold: true);
        return page.ToArray($"AcsaNode self-test: {verdict}");
    }

    static double Facts(PdfPage page, double y, SelfTestReport report)
    {
        foreach (var (name, value) in report.Facts())
        {
            page.Text(Left, y, name, TextSize, bold: true);
            foreach (var line in PdfText.Wrap(value, TextSize, Right - Left - 60).DefaultIfEmpty("").Take(2))
            {
                page.Text(Left + 60, y, line, TextSize);
                y += Line;
            }
        }

        return y;
    }

    static double Picture(PdfPage page, double y, SelfTestReport report, RgbImage picture, Mask? outline)
    {
        var scale = Math.Min(PictureWidth / picture.Width, PictureHeight / picture.Height);
        page.Image(Left, y, picture.Width * scale, picture.Height * scale, picture);
        foreach (var boundary in outline?.OuterBoundaries() ?? [])
            page.Outline([.. boundary.Simplify(1).Points.Select(point => (Left + point.X * scale, y + point.Y * scale))],
                new(230, 40, 200), 1);
        var (right, top) = (Left + PictureWidth + 16, y + 8);
        double[] columns = [right, right + 84, right + 134, right + 190];
        string[] heads = ["", "true", "measured", "in the report"];
        for (var i = 0; i < heads.Length; i++) page.Text(columns[i], top, heads[i], TextSize, bold: true);
        page.Line(right, top + 3, Right, top + 3);
        foreach (var (what, truth, measured, reported) in report.Numbers())
        {
            top += Line + 2;
            string[] cells = [what, truth, measured, reported];
            for (var i = 0; i < cells.Length; i++) page.Text(columns[i], top, cells[i], TextSize);
        }

        var caption = outline is null ? "No outline was found." : "The outline as it was found, on the image as it was sent.";
        foreach (var line in PdfText.Wrap(caption + " The numbers of the report are those that the archive gave back.", TextSize,
            Right - right))
            page.Text(right, (top += Line) + 6, line, TextSize, colour: s_grey);
        return Math.Max(y + picture.Height * scale, top + 6);
    }

    static double Steps(PdfPage page, double y, SelfTestReport report)
    {
        page.Text(Left, y, "Result", TextSize, bold: true);
        page.Text(Left + StepAt, y, "Step", TextSize, bold: true);
        page.Text(Left + FoundAt, y, "Sent, answered, found", TextSize, bold: true);
        page.Line(Left, y + 3, Right, y + 3);
        var end = Foot - 130;
        // What failed has its place even where there is much.
        foreach (var check in report.Checks.OrderBy(check => check.IsWell && report.Checks.Count > 24))
        {
            string[] steps = [.. PdfText.Wrap(check.What, TextSize, FoundAt - StepAt - 6)];
            string[] found = [.. PdfText.Wrap(check.Found, TextSize, Right - Left - FoundAt).Take(4)];
            var rows = Math.Max(steps.Length, found.Length);
            if (y + rows * Line > end)
            {
                page.Text(Left, y + Line + 2, "Further steps stand in selftest.txt and selftest.json.", TextSize, bold: true);
                return y + Line + 2;
            }

            y += 2;
            page.Text(Left, y + Line, check.IsWell ? "pass" : "FAILED", TextSize, bold: !check.IsWell, colour: check.IsWell ? s_green
                : s_red);
            for (var i = 0; i < steps.Length; i++) page.Text(Left + StepAt, y + Line * (i + 1), steps[i], TextSize);
            for (var i = 0; i < found.Length; i++) page.Text(Left + FoundAt, y + Line * (i + 1), found[i], TextSize);
            y += rows * Line;
        }

        page.Line(Left, y + 4, Right, y + 4, s_grey);
        return y + 4;
    }

    static void Remains(PdfPage page, double y, SelfTestReport report)
    {
        foreach (var line in report.Left.SelectMany(text => PdfText.Wrap(text, TextSize, Right - Left)))
        {
            if ((y += Line) > Foot - 76) return;
            page.Text(Left, y, line, TextSize, colour: s_grey);
        }
    }

    static void Signatures(PdfPage page)
    {
        var y = Foot - 34;
        foreach (var (what, from, to) in new[] { ("Name", Left, Left + 180), ("Signature", Left + 196, Left + 376),
            ("Date", Left + 392, Right) })
        {
            page.Line(from, y, to, y);
            page.Text(from, y + 10, what, TextSize, colour: s_grey);
        }
    }
}
