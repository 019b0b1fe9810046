using System.Globalization;

namespace Acsa.Worker.Explanation;

/// <summary>An explanation in lines for people.</summary>
static class ExplanationText
{
    public static IEnumerable<string> Lines(ImageExplanation image)
    {
        yield return Text($"{image.File}: {image.Frames.Of} frame(s), analysed: {(image.Frames.Analysed.Count == 0 ? "none" : string.Join(", ", image.Frames.Analysed))}");
        if (image.Refusal is { } refusal) yield return Text($"  {refusal}");
        foreach (var line in Scale(image)) yield return line;
        if (image.Anatomy is { } anatomy)
            foreach (var line in Anatomy(anatomy)) yield return line;
        foreach (var model in image.Models)
            yield return Text($"Model     {model.Structure}: {model.Reason ?? $"{model.Id} {model.Version}"}");
        foreach (var note in image.Notes) yield return Text($"Note      {note}");
    }

    static IEnumerable<string> Scale(ImageExplanation image)
    {
        foreach (var region in image.Regions)
            yield return Text($"Region {region.Item,2} {region.Format} {region.DataType}, {Box(region.Box)}, flags {region.Flags}: ") +
                (region.Problem is { } problem ? $"no scale, {problem}" : Text($"{region.DeltaX:G6} × {region.DeltaY:G6} cm per pixel"));
        foreach (var picture in image.Pictures)
        {
            yield return Text($"Picture   {Box(picture.Box)}");
            yield return "Scale     " + (picture.Calibration is { } scale
                ? Text($"{scale.DeltaXCm:G6} × {scale.DeltaYCm:G6} cm per pixel, from {scale.Source}") : "refused");
            foreach (var reason in picture.Reasons) yield return $"  refused {reason}";
            foreach (var warning in picture.Warnings) yield return $"  review  {warning}";
            foreach (var ruler in picture.Rulers)
                yield return Text($"  ruler   {ruler.Direction}: {ruler.Ticks} ticks, {ruler.PeriodPixels:F2} pixels apart") +
                    (ruler.LongEvery > 0 ? Text($", every {ruler.LongEvery}. longer") : "") +
                    (ruler.TickCm is { } tick ? Text($", taken for {tick:G3} cm") : ", of unknown meaning") +
                    (ruler.Deviation is { } off ? Text($"; the stated scale differs by {off:P1}") : "");
        }
    }

    static IEnumerable<string> Anatomy(AnatomyExplanation anatomy)
    {
        yield return Text($"Muscle    {(anatomy.Structures.Count == 0 ? "not known" : string.Join(", ", anatomy.Structures))}") +
            (anatomy.StructureSource is { } muscle ? $", from {muscle}" : "");
        yield return $"Side      {anatomy.Laterality ?? "not known"}" + (anatomy.LateralitySource is { } side ? $", from {side}" : "");
        foreach (var said in anatomy.Statements) yield return $"  {said.Subject,-9} {said.Value} ({said.Source}; {said.Rule})";
        if (anatomy.Refusal is { } refusal) yield return $"  refused {refusal}";
        foreach (var reason in anatomy.Reasons) yield return $"  review  {reason}";
    }

    static string Box(IReadOnlyList<int>? box) => box is null ? "no usable box" : Text($"{box[0]},{box[1]} to {box[2]},{box[3]}");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
