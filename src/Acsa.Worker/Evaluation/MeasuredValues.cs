using Acsa.Imaging;
using Acsa.Worker.Results;

namespace Acsa.Worker.Evaluation;

/// <summary>Adds what results.json says of the masks beside it: the area as it was measured, the scale, muscle and side.</summary>
static class MeasuredValues
{
    public static IReadOnlyList<MaskCase> Add(IReadOnlyList<MaskCase> cases, string file)
    {
        var document = ResultJson.Read<Document>(File.ReadAllText(file));
        if (document.Images is null) throw new InvalidDataException("images: nothing; expected: an array.");
        var taken = new HashSet<ResultEntry>(ReferenceEqualityComparer.Instance);
        return [.. cases.Select(one => Entry([.. document.Images.Where(entry => IsOf(entry, one))], one, taken) is { } entry
            ? one with
            {
                StatedAreaCm2 = entry.AreaCm2,
                Structure = entry.Structure ?? one.Structure,
                Laterality = entry.Laterality,
                Status = entry.Status,
                PixelSize = entry.Calibration is { } scale ? new PixelSize(scale.DeltaXCm, scale.DeltaYCm) : one.PixelSize,
            } : one)];
    }

    // Of several outlines under one name the one that has as many pixels; of equal ones each in its turn. A wrong one is none.
    static ResultEntry? Entry(IReadOnlyList<ResultEntry> candidates, MaskCase one, HashSet<ResultEntry> taken)
    {
        if (candidates.Count < 2) return candidates.FirstOrDefault();
        var pixels = one.Mask.CountInside();
        var same = candidates.Where(entry => entry.Echogenicity is { } grey && grey.Pixels + grey.ExcludedPixels == pixels).ToList();
        var found = same.Find(entry => !taken.Contains(entry)) ?? same.FirstOrDefault();
        if (found is not null) taken.Add(found);
        return found;
    }

    static bool IsOf(ResultEntry entry, MaskCase one) =>
        (entry.Frame ?? 1) == one.Frame
        && (one.SopInstanceUid is { } uid && entry.SopInstanceUid is not null ? entry.SopInstanceUid == uid
            : string.Equals(MaskNames.OfFile(entry.File).Image, one.Image, StringComparison.OrdinalIgnoreCase))
        && (one.Laterality is null || entry.Laterality is null || entry.Laterality == one.Laterality)
        && (one.Structure is null || entry.Structure is null || entry.Structure == one.Structure);

    sealed record Document(IReadOnlyList<ResultEntry>? Images);
}
