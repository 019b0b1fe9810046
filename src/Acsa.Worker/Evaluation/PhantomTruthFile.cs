using System.Text.Json;
using Acsa.Imaging;

namespace Acsa.Worker.Evaluation;

/// <summary>Reads the truth.json of `acsa phantom` and the masks that it names.</summary>
static class PhantomTruthFile
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<MaskCase> Read(string file)
    {
        using var stream = File.OpenRead(file);
        var document = JsonSerializer.Deserialize<Document>(stream, Options);
        if (document?.Phantoms is null) throw new InvalidDataException("phantoms: nothing; expected: an array.");
        return [.. document.Phantoms.SelectMany((phantom, index) =>
            Cases(file, phantom, FormattableString.Invariant($"phantoms[{index}]")))];
    }

    static IEnumerable<MaskCase> Cases(string file, Phantom phantom, string key)
    {
        if (phantom.File is null || phantom.Mask is null) throw new InvalidDataException($"{key}: file and mask are expected.");
        PixelSize? size = phantom is { PixelXCm: > 0 and var x, PixelYCm: > 0 and var y } ? new(x, y) : null;
        var frames = phantom.Frames is { Count: > 0 } some ? some : [new(1, phantom.AreaCm2, phantom.Mask)];
        foreach (var frame in frames)
        {
            // A name, not a path: the file comes from anybody.
            if (frame.Mask is null || Path.GetFileName(frame.Mask) != frame.Mask)
                throw new InvalidDataException($"{key}.mask: {frame.Mask}; expected: the name of a file beside truth.json.");
            var mask = Path.Combine(Path.GetDirectoryName(file)!, frame.Mask);
            yield return new(MaskNames.OfFile(phantom.File).Image, null, frame.Frame, phantom.Structure, PngReader.ReadMask(mask), size,
                mask)
            {
                Laterality = phantom.Laterality, Grade = phantom.Grade, StatedAreaCm2 = frame.AreaCm2,
            };
        }
    }

    sealed record Document(IReadOnlyList<Phantom>? Phantoms);

    sealed record Phantom(
        string? File, string? Mask, string? Structure, string? Laterality, int? Grade, double? AreaCm2, double? PixelXCm, double? PixelYCm,
        IReadOnlyList<PhantomFrame>? Frames);

    sealed record PhantomFrame(int Frame, double? AreaCm2, string? Mask);
}
