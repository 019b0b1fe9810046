using System.Globalization;
using System.Security;
using System.Text;
using Acsa.Imaging;

namespace Acsa.Measurement;

/// <summary>The differences of two methods over their means, with bias and limits of agreement; as SVG text or as a picture.</summary>
/// <param name="unit">Of the quantity, for the axes, for example "cm²".</param>
public sealed class BlandAltmanPlot(IReadOnlyList<(double Predicted, double Truth)> pairs, string title, string unit)
{
    private const int Width = 800, Height = 600, Left = 90, Right = 130, Top = 50, Bottom = 70;
    private static readonly RgbColour s_ink = new(40, 40, 40), s_paper = new(255, 255, 255), s_grid = new(225, 225, 225),
        s_dot = new(0, 90, 160), s_bias = new(190, 30, 30), s_limit = new(190, 120, 30);

    private readonly Agreement? _agreement = Agreement.Of(pairs);
    private readonly PlotAxis _x = PlotAxis.Over(pairs.Select(pair => (pair.Predicted + pair.Truth) / 2), Left, Width - Right);
    private readonly PlotAxis _y = PlotAxis.Over(Differences(pairs), Height - Bottom, Top);

    private string XTitle => $"mean of predicted and true area ({unit})";
    private string YTitle => $"predicted – true area ({unit})";

    /// <summary>A whole SVG document.</summary>
    public string ToSvg()
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"14\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"{Hex(s_paper)}\"/>\n");
        foreach (var tick in _x.Ticks) Line(_x.At(tick), Top, _x.At(tick), Height - Bottom, s_grid, "");
        foreach (var tick in _y.Ticks) Line(Left, _y.At(tick), Width - Right, _y.At(tick), s_grid, "");
        foreach (var tick in _x.Ticks) Text(_x.At(tick), Height - Bottom + 20, "middle", _x.Label(tick), s_ink);
        foreach (var tick in _y.Ticks) Text(Left - 8, _y.At(tick) + 5, "end", _y.Label(tick), s_ink);
        foreach (var (value, label, colour) in Levels())
        {
            Line(Left, _y.At(value), Width - Right, _y.At(value), colour, label == "bias" ? "" : " stroke-dasharray=\"8 5\"");
            Text(Width - Right + 6, _y.At(value) + 5, "start", Caption(value, label), colour);
        }
        foreach (var (predicted, truth) in pairs)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle cx=\"{_x.At((predicted + truth) / 2):0.##}\" cy=\"{_y.At(predicted - truth):0.##}\" r=\"4\" fill=\"{Hex(s_dot)}\" fill-opacity=\"0.6\"/>\n");
        }
        Text(Left, 30, "start", title, s_ink);
        Text((Left + Width - Right) / 2.0, Height - 20, "middle", XTitle, s_ink);
        svg.Append(CultureInfo.InvariantCulture,
            $"<text transform=\"translate(24 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\" fill=\"{Hex(s_ink)}\">{SecurityElement.Escape(YTitle)}</text>\n");
        return svg.Append("</svg>\n").ToString();

        void Line(double fromX, double fromY, double toX, double toY, RgbColour colour, string more) =>
            svg.Append(CultureInfo.InvariantCulture,
            $"<line x1=\"{fromX:0.##}\" y1=\"{fromY:0.##}\" x2=\"{toX:0.##}\" y2=\"{toY:0.##}\" stroke=\"{Hex(colour)}\"{more}/>\n");

        void Text(double x, double y, string anchor, string text, RgbColour colour) => svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" fill=\"{Hex(colour)}\">{SecurityElement.Escape(text)}</text>\n");
    }

    /// <summary>800 × 600 pixels.</summary>
    public RgbImage ToImage()
    {
        var canvas = new Canvas(new RgbImage(Width, Height));
        canvas.FillRectangle(new(0, 0, Width - 1, Height - 1), s_paper);
        foreach (var tick in _x.Ticks) canvas.Line(Pixel(_x.At(tick)), Top, Pixel(_x.At(tick)), Height - Bottom, s_grid);
        foreach (var tick in _y.Ticks) canvas.Line(Left, Pixel(_y.At(tick)), Width - Right, Pixel(_y.At(tick)), s_grid);
        foreach (var tick in _x.Ticks)
            canvas.Text(Pixel(_x.At(tick)) - Canvas.TextWidth(_x.Label(tick), 1) / 2, Height - Bottom + 10, _x.Label(tick), s_ink);
        foreach (var tick in _y.Ticks)
            canvas.Text(Left - 8 - Canvas.TextWidth(_y.Label(tick), 1), Pixel(_y.At(tick)) - 4, _y.Label(tick), s_ink);
        foreach (var (value, label, colour) in Levels())
        {
            var y = Pixel(_y.At(value));
            for (var x = Left; x < Width - Right; x += 13) canvas.Line(x, y, Math.Min(x + (label == "bias" ? 13 : 8), Width - Right), y,
                colour);
            canvas.Text(Width - Right + 6, y - 4, Caption(value, label), colour);
        }
        foreach (var (predicted, truth) in pairs)
        {
            var (x, y) = (Pixel(_x.At((predicted + truth) / 2)), Pixel(_y.At(predicted - truth)));
            canvas.FillRectangle(new(x - 2, y - 3, x + 2, y + 3), s_dot);
            canvas.FillRectangle(new(x - 3, y - 2, x + 3, y + 2), s_dot);
        }
        canvas.Text(Left, 6, title, s_ink, 2);
        canvas.Text((Left + Width - Right - Canvas.TextWidth(XTitle, 1)) / 2, Height - 30, XTitle, s_ink);
        canvas.Text(8, Top - 16, YTitle, s_ink);
        return canvas.Image;
    }

    private static int Pixel(double value) => (int)Math.Round(value);

    private IEnumerable<(double Value, string Label, RgbColour Colour)> Levels()
    {
        if (_agreement is null) yield break;
        yield return (_agreement.Bias, "bias", s_bias);
        if (_agreement.Limits is not { } limits) yield break;
        yield return (limits.Low, "–1.96 SD", s_limit);
        yield return (limits.High, "+1.96 SD", s_limit);
    }

    private static string Caption(double value, string label) =>
        string.Create(CultureInfo.InvariantCulture, $"{label} {value:0.00}").Replace(" -", " –");

    private static IEnumerable<double> Differences(IReadOnlyList<(double Predicted, double Truth)> pairs)
    {
        var differences = pairs.Select(pair => pair.Predicted - pair.Truth).Append(0);
        return Agreement.Of(pairs)?.Limits is { } limits ? differences.Append(limits.Low).Append(limits.High) : differences;
    }

    private static string Hex(RgbColour colour) => $"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}";
}
