using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Reads the Sequence of Ultrasound Regions (0018,6011), PS3.3 C.8.5.5.</summary>
public static class UltrasoundRegions
{
    /// <summary>The regions in their order; odd values become null and a note in <paramref name="problems"/> with tag and value.</summary>
    public static IReadOnlyList<UltrasoundRegion> Read(DicomDataset dataset, int imageWidth, int imageHeight, List<string> problems)
    {
        if (!dataset.TryGetSequence(DicomTag.SequenceOfUltrasoundRegions, out var sequence)) return [];
        if (sequence.Items.Count > Limits.MaxRegions)
            problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"{DicomTag.SequenceOfUltrasoundRegions}: {sequence.Items.Count} items, only the first {Limits.MaxRegions} are read."));
        return WithoutSharedEdges(
            [.. sequence.Items.Take(Limits.MaxRegions).Select((item, index) => Region(item, index, imageWidth, imageHeight, problems))]);
    }

    // A box that ends a pixel late, as those that hang over the image do, takes the first line of the picture beside or below it.
    static List<UltrasoundRegion> WithoutSharedEdges(List<UltrasoundRegion> regions) => regions.ConvertAll(region =>
        region is { IsTissue: true, Bounds: { } bounds } ? region with { Bounds = Trimmed(bounds, regions) } : region);

    static PixelRectangle Trimmed(PixelRectangle bounds, List<UltrasoundRegion> regions)
    {
        var trimmed = bounds;
        foreach (var other in regions.Where(one => one.IsTissue).Select(one => one.Bounds).OfType<PixelRectangle>())
        {
            if (!bounds.Intersects(other)) continue;
            if (Follows(bounds.Left, bounds.Right, other.Left, other.Right))
                trimmed = trimmed with { Right = Math.Min(trimmed.Right, other.Left - 1) };
            else if (Follows(bounds.Top, bounds.Bottom, other.Top, other.Bottom))
                trimmed = trimmed with { Bottom = Math.Min(trimmed.Bottom, other.Top - 1) };
        }
        return trimmed;
    }

    static bool Follows(int start, int end, int nextStart, int nextEnd) =>
        nextStart > start && nextEnd > end && end - nextStart < Limits.RegionOverhangPixels;

    /// <summary>
    /// Where the regions of a frame (1-based) are stated: its own functional groups, those that all frames share, or the instance itself.
    /// </summary>
    internal static DicomDataset HolderOf(DicomDataset dataset, int frameNumber)
    {
        foreach (var (groups, index) in new[] { (DicomTag.PerFrameFunctionalGroupsSequence, frameNumber - 1),
            (DicomTag.SharedFunctionalGroupsSequence, 0) })
            if (dataset.TryGetSequence(groups, out var sequence) && index < sequence.Items.Count
                && sequence.Items[index].TryGetSequence(DicomTag.SequenceOfUltrasoundRegions, out _))
                return sequence.Items[index];
        return dataset;
    }

    static UltrasoundRegion Region(DicomDataset item, int index, int width, int height, List<string> problems)
    {
        var values = new LenientValues(item, string.Create(CultureInfo.InvariantCulture, $"ultrasound region {index + 1}: "), problems);
        var bounds = Bounds(values, width, height, out var boundsProblem);
        return new UltrasoundRegion(index, bounds, boundsProblem,
            (RegionSpatialFormat?)values.Integer(DicomTag.RegionSpatialFormat),
            (RegionDataType?)values.Integer(DicomTag.RegionDataType),
            (uint)Math.Clamp(values.Number(DicomTag.RegionFlags) ?? 0, 0, uint.MaxValue),
            (PhysicalUnits?)values.Integer(DicomTag.PhysicalUnitsXDirection),
            (PhysicalUnits?)values.Integer(DicomTag.PhysicalUnitsYDirection),
            values.Number(DicomTag.PhysicalDeltaX),
            values.Number(DicomTag.PhysicalDeltaY))
        {
            ReferencePixelY = values.Integer(DicomTag.ReferencePixelY0),
            ReferenceValueY = values.Number(DicomTag.ReferencePixelPhysicalValueY),
        };
    }

    static PixelRectangle? Bounds(LenientValues values, int width, int height, out string? problem)
    {
        // PS3.3 C.8.5.5.1.14: bounds are zero-based and belong to the region.
        var stated = (Left: values.Integer(DicomTag.RegionLocationMinX0), Top: values.Integer(DicomTag.RegionLocationMinY0),
                      Right: values.Integer(DicomTag.RegionLocationMaxX1), Bottom: values.Integer(DicomTag.RegionLocationMaxY1));
        problem = null;
        if (stated is not ({ } left, { } top, { } right, { } bottom))
            problem = "the scanner did not say where in the image its scale holds";
        else if (left < 0 || top < 0 || right < left || bottom < top || left >= width || top >= height)
            problem = "the scanner's description of where its scale holds lies outside the image";
        else if (right - (width - 1) > Overhang(width) || bottom - (height - 1) > Overhang(height))
            // The box was written for a larger picture. Whether this one was shrunk (scale wrong) or cut (scale right) cannot be told.
            problem = "the scanner states its scale for a larger picture than this one: the image was resized or cut after the scan";
        else
            return new PixelRectangle(left, top, Math.Min(right, width - 1), Math.Min(bottom, height - 1));
        return null;
    }

    static double Overhang(int side) => Math.Max(Limits.RegionOverhangPixels, side * Limits.RegionOverhangShare);
}
