using System.Globalization;
using System.Text.Json;

namespace Acsa.Imaging;

/// <summary>Reads the JSON of LabelMe: polygons, rectangles and circles; the picture in the file is not read.</summary>
public static class LabelMeReader
{
    // A circle becomes a polygon that is nowhere a thousandth of its radius off.
    private const int CirclePoints = 128;

    /// <summary>Whether JSON looks like LabelMe's: it has shapes and the picture's size.</summary>
    public static bool IsLabelMe(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("shapes", out _) && root.TryGetProperty("imageWidth", out _);

    /// <summary>Reads a file.</summary>
    /// <exception cref="LabelMeException">The file is no LabelMe drawing, or goes beyond <see cref="Limits"/>.</exception>
    public static LabelMeDrawing Read(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > Limits.LabelMeMaxFileBytes)
            throw new LabelMeException($"The file has {file.Length} bytes; at most {Limits.LabelMeMaxFileBytes} are expected.");
        try
        {
            using var document = JsonDocument.Parse(file);
            return Read(document.RootElement);
        }
        // Half of a surrogate pair, written as an escape, passes the parser and fails when the text is asked for.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new LabelMeException("The file is not JSON.", e);
        }
    }

    /// <summary>Reads a parsed file.</summary>
    /// <exception cref="LabelMeException">As of <see cref="Read(string)"/>.</exception>
    public static LabelMeDrawing Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new LabelMeException("An object with shapes, imageWidth and imageHeight is expected.");
        var (width, height) = (Side(root, "imageWidth"), Side(root, "imageHeight"));
        if ((long)width * height > Limits.PngMaxPixels)
            throw new LabelMeException($"imageWidth × imageHeight: {(long)width * height}; expected: at most {Limits.PngMaxPixels}.");
        if (!root.TryGetProperty("shapes", out var list) || list.ValueKind != JsonValueKind.Array) throw Wrong("shapes", list, "an array");
        var shapes = new List<(string, Polygon)>();
        var points = 0;
        foreach (var shape in list.EnumerateArray())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"shapes[{shapes.Count}]");
            if (shape.ValueKind != JsonValueKind.Object) throw Wrong(key, shape, "an object");
            if (!shape.TryGetProperty("label", out var label) || label.ValueKind != JsonValueKind.String)
                throw Wrong($"{key}.label", label, "a text");
            var outline = Outline(shape, key);
            points += outline.Points.Count;
            if (points > Limits.LabelMeMaxPoints)
                throw new LabelMeException($"shapes: at most {Limits.LabelMeMaxPoints} points are expected.");
            shapes.Add((label.GetString()!, outline));
        }
        return new(width, height, shapes);
    }

    private static Polygon Outline(JsonElement shape, string key)
    {
        var type = shape.TryGetProperty("shape_type", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()
            : "polygon";
        var points = Points(shape, key);
        return type switch
        {
            "polygon" when points.Count >= 3 => new(points),
            "rectangle" when points.Count == 2 => new(
                [points[0], new(points[1].X, points[0].Y), points[1], new(points[0].X, points[1].Y)]),
            "circle" when points.Count == 2 => Circle(points[0], points[1]),
            _ => throw new LabelMeException(
                $"{key}.shape_type: \"{type}\" with {points.Count} points; expected: polygon of 3 points or more, rectangle or circle of 2."),
        };
    }

    private static List<ImagePoint> Points(JsonElement shape, string key)
    {
        if (!shape.TryGetProperty("points", out var list) || list.ValueKind != JsonValueKind.Array)
            throw Wrong($"{key}.points", list, "an array");
        if (list.GetArrayLength() > Limits.LabelMeMaxPoints)
            throw new LabelMeException($"{key}.points: at most {Limits.LabelMeMaxPoints} points are expected.");
        var points = new List<ImagePoint>();
        foreach (var point in list.EnumerateArray())
        {
            if (point.ValueKind != JsonValueKind.Array || point.GetArrayLength() != 2
                || point.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.Number
                || !(Math.Abs(one.GetDouble()) <= Limits.PngMaxSide)))
                throw Wrong($"{key}.points", point, $"two numbers of at most {Limits.PngMaxSide}");
            points.Add(new(point[0].GetDouble(), point[1].GetDouble()));
        }
        return points;
    }

    private static Polygon Circle(ImagePoint centre, ImagePoint onIt)
    {
        var (dx, dy) = (onIt.X - centre.X, onIt.Y - centre.Y);
        var radius = Math.Sqrt(dx * dx + dy * dy);
        return new([.. Enumerable.Range(0, CirclePoints).Select(i => Math.SinCos(2 * Math.PI * i / CirclePoints))
            .Select(turn => new ImagePoint(centre.X + radius * turn.Cos, centre.Y + radius * turn.Sin))]);
    }

    private static int Side(JsonElement root, string key)
    {
        var expected = $"a whole number from 1 to {Limits.PngMaxSide}";
        return root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var side)
            && side >= 1 && side <= Limits.PngMaxSide ? side : throw Wrong(key, value, expected);
    }

    private static LabelMeException Wrong(string key, JsonElement value, string expected)
    {
        var raw = value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
        return new($"{key}: {(raw.Length > 60 ? raw[..60] + "…" : raw)}; expected: {expected}.");
    }
}
