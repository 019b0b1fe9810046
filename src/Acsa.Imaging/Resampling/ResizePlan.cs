using System.Buffers;

namespace Acsa.Imaging;

/// <summary>
/// How a crop lies in a model's input: it is scaled to Content and placed at (ContentLeft, ContentTop); the rest is 0.
/// Maps images and points there, and planes and points back.
/// </summary>
public readonly record struct ResizePlan(
    int SourceWidth, int SourceHeight, int TargetWidth, int TargetHeight,
    int ContentLeft, int ContentTop, int ContentWidth, int ContentHeight)
{
    /// <summary>The crop fills the target; the aspect may change.</summary>
    public static ResizePlan Stretch(int sourceWidth, int sourceHeight, int targetWidth, int targetHeight) =>
        new(sourceWidth, sourceHeight, targetWidth, targetHeight, 0, 0, targetWidth, targetHeight);

    /// <summary>
    /// The aspect is kept, the content centred (a left-over odd pixel goes to the right or bottom): scale = min(tw/sw, th/sh),
    /// content = max(1, floor(source × scale + 0.5)), offset = (target − content) / 2 rounded down.
    /// </summary>
    public static ResizePlan Letterbox(int sourceWidth, int sourceHeight, int targetWidth, int targetHeight)
    {
        var scale = Math.Min((double)targetWidth / sourceWidth, (double)targetHeight / sourceHeight);
        var width = Math.Clamp((int)Math.Floor(sourceWidth * scale + 0.5), 1, targetWidth);
        var height = Math.Clamp((int)Math.Floor(sourceHeight * scale + 0.5), 1, targetHeight);
        return new(sourceWidth, sourceHeight, targetWidth, targetHeight, (targetWidth - width) / 2, (targetHeight - height) / 2, width,
            height);
    }

    /// <summary>No scaling; padded on the right and at the bottom to the next multiples.</summary>
    public static ResizePlan PadToMultiple(int sourceWidth, int sourceHeight, int multipleOfWidth, int multipleOfHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multipleOfWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multipleOfHeight);
        var width = checked((sourceWidth + multipleOfWidth - 1) / multipleOfWidth * multipleOfWidth);
        var height = checked((sourceHeight + multipleOfHeight - 1) / multipleOfHeight * multipleOfHeight);
        return new(sourceWidth, sourceHeight, width, height, 0, 0, sourceWidth, sourceHeight);
    }

    /// <summary>No scaling; where a side is shorter than asked it is padded on both ends, a left-over odd pixel on the right or
    /// below.</summary>
    public static ResizePlan PadToAtLeast(int sourceWidth, int sourceHeight, int leastWidth, int leastHeight)
    {
        var (width, height) = (Math.Max(sourceWidth, leastWidth), Math.Max(sourceHeight, leastHeight));
        return new(sourceWidth, sourceHeight, width, height, (width - sourceWidth) / 2, (height - sourceHeight) / 2, sourceWidth,
            sourceHeight);
    }

    /// <summary>The content's place in the target.</summary>
    public PixelRectangle Content => new(ContentLeft, ContentTop, ContentLeft + ContentWidth - 1, ContentTop + ContentHeight - 1);

    /// <summary>The crop in the model's input: unrounded grey levels 0 to 255, padding 0.</summary>
    public FloatPlane Apply(GreyImage crop)
    {
        var target = new FloatPlane(TargetWidth, TargetHeight);
        Apply(crop, target.Values);
        return target;
    }

    /// <summary>Writes the crop into <paramref name="target"/> (target width × height values, all of them overwritten).</summary>
    public void Apply(GreyImage crop, Span<float> target)
    {
        if (crop.Width != SourceWidth || crop.Height != SourceHeight)
            throw new ArgumentException($"The plan is for {SourceWidth}×{SourceHeight}, the image is {crop.Width}×{crop.Height}.",
                nameof(crop));
        if (target.Length != TargetWidth * TargetHeight)
            throw new ArgumentException($"The target needs {TargetWidth * TargetHeight} values, not {target.Length}.", nameof(target));
        if (ContentWidth == TargetWidth)
        {
            var length = ContentHeight * TargetWidth;
            target[..(ContentTop * TargetWidth)].Clear();
            target[(ContentTop * TargetWidth + length)..].Clear();
            crop.ResizeInto(target.Slice(ContentTop * TargetWidth, length), ContentWidth, ContentHeight, ResamplingMethod.AreaOrBilinear);
            return;
        }

        var content = ArrayPool<float>.Shared.Rent(ContentWidth * ContentHeight);
        crop.ResizeInto(content.AsSpan(0, ContentWidth * ContentHeight), ContentWidth, ContentHeight, ResamplingMethod.AreaOrBilinear);
        target.Clear();
        for (var y = 0; y < ContentHeight; y++)
            content.AsSpan(y * ContentWidth, ContentWidth).CopyTo(target[((y + ContentTop) * TargetWidth + ContentLeft)..]);
        ArrayPool<float>.Shared.Return(content);
    }

    /// <summary>A plane of the model (target-sized) on the crop's grid: the content is cut out and resampled bilinearly, so padding never
    /// leaks in.</summary>
    public FloatPlane Restore(FloatPlane plane)
    {
        var restored = new FloatPlane(SourceWidth, SourceHeight, GC.AllocateUninitializedArray<float>(checked(SourceWidth * SourceHeight)));
        Restore(plane, restored);
        return restored;
    }

    /// <summary>Writes the plane on the crop's grid into <paramref name="restored"/>, which is of that size.</summary>
    public void Restore(FloatPlane plane, FloatPlane restored)
    {
        if (plane.Width != TargetWidth || plane.Height != TargetHeight)
            throw new ArgumentException($"The plan is for {TargetWidth}×{TargetHeight}, the plane is {plane.Width}×{plane.Height}.",
                nameof(plane));
        if (restored.Width != SourceWidth || restored.Height != SourceHeight)
            throw new ArgumentException($"The crop is {SourceWidth}×{SourceHeight}, not {restored.Width}×{restored.Height}.",
                nameof(restored));
        var isWhole = ContentWidth == TargetWidth && ContentHeight == TargetHeight;
        (isWhole ? plane : plane.Crop(Content)).ResizeInto(restored.Values, SourceWidth, SourceHeight, ResamplingMethod.Bilinear);
    }

    /// <summary>A point of the crop in the target; pixel i covers [i, i + 1), its centre is i + 0.5.</summary>
    public (double X, double Y) ToTarget(double x, double y) =>
        (x * ContentWidth / SourceWidth + ContentLeft, y * ContentHeight / SourceHeight + ContentTop);

    /// <summary>The opposite of <see cref="ToTarget"/>.</summary>
    public (double X, double Y) ToSource(double x, double y) =>
        ((x - ContentLeft) * SourceWidth / ContentWidth, (y - ContentTop) * SourceHeight / ContentHeight);
}
