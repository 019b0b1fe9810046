namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// Brings a component to the frame's resolution, row by row. Half-resolution chroma is interpolated with a triangle filter whose rounding
/// alternates as libjpeg's does, so that results agree; other ratios repeat the nearest sample.
/// </summary>
internal sealed class JpegUpsampler
{
    private readonly JpegPlane _plane;
    private readonly int _horizontal;
    private readonly int _vertical;
    private readonly int _maxHorizontal;
    private readonly int _maxVertical;
    private readonly int[] _sums;

    public JpegUpsampler(JpegFrameHeader frame, JpegComponent component, JpegPlane plane)
    {
        _plane = plane;
        (_horizontal, _vertical) = (component.Horizontal, component.Vertical);
        (_maxHorizontal, _maxVertical) = (frame.MaxHorizontal, frame.MaxVertical);
        _sums = new int[plane.Width];
    }

    private bool HalfWidth => _maxHorizontal == 2 * _horizontal;

    private bool HalfHeight => _maxVertical == 2 * _vertical;

    /// <summary>
    /// Writes row <paramref name="y"/> of the full-resolution component to every <paramref name="step"/>th byte of <paramref
    /// name="target"/>, <paramref name="width"/> samples.
    /// </summary>
    public void WriteRow(int y, int width, Span<byte> target, int step)
    {
        if (_maxHorizontal == _horizontal && _maxVertical == _vertical) Copy(_plane.Row(y), width, target, step);
        else if (HalfWidth && _maxVertical == _vertical && _plane.Width > 2) WidenRow(_plane.Row(y), width, target, step);
        else if (HalfWidth && HalfHeight && _plane.Width > 2) WidenBetweenRows(y, width, target, step);
        else if (_maxHorizontal == _horizontal && HalfHeight) BlendRows(y, width, target, step);
        else Repeat(y, width, target, step);
    }

    private static void Copy(ReadOnlySpan<byte> source, int width, Span<byte> target, int step)
    {
        if (step == 1)
        {
            source[..width].CopyTo(target);
            return;
        }
        for (int x = 0, at = 0; x < width; x++, at += step) target[at] = source[x];
    }

    /// <summary>4:2:2: each output lies a quarter of a chroma sample from the nearer one, so weights 3/4 and 1/4.</summary>
    private static void WidenRow(ReadOnlySpan<byte> source, int width, Span<byte> target, int step)
    {
        int previous = source[0];
        for (int i = 0, at = 0, x = 0; x < width; i++, x += 2, at += 2 * step)
        {
            int near = source[i];
            var next = i + 1 < source.Length ? source[i + 1] : near;
            // At the ends the missing neighbour is the sample itself, which leaves it unchanged.
            target[at] = (byte)((3 * near + previous + 1) >> 2);
            if (x + 1 < width) target[at + step] = (byte)((3 * near + next + 2) >> 2);
            previous = near;
        }
    }

    /// <summary>4:4:0: the same between rows.</summary>
    private void BlendRows(int y, int width, Span<byte> target, int step)
    {
        var near = _plane.Row(y >> 1);
        var beside = _plane.Row(Neighbour(y));
        var bias = (y & 1) == 0 ? 1 : 2;
        for (int x = 0, at = 0; x < width; x++, at += step) target[at] = (byte)((3 * near[x] + beside[x] + bias) >> 2);
    }

    /// <summary>4:2:0: both directions, in sixteenths.</summary>
    private void WidenBetweenRows(int y, int width, Span<byte> target, int step)
    {
        var near = _plane.Row(y >> 1);
        var other = _plane.Row(Neighbour(y));
        for (var x = 0; x < _sums.Length; x++) _sums[x] = 3 * near[x] + other[x];

        var previous = _sums[0];
        for (int i = 0, at = 0, x = 0; x < width; i++, x += 2, at += 2 * step)
        {
            var sum = _sums[i];
            var next = i + 1 < _sums.Length ? _sums[i + 1] : sum;
            target[at] = (byte)((3 * sum + previous + 8) >> 4);
            if (x + 1 < width) target[at + step] = (byte)((3 * sum + next + 7) >> 4);
            previous = sum;
        }
    }

    private int Neighbour(int y) => Math.Clamp((y & 1) == 0 ? (y >> 1) - 1 : (y >> 1) + 1, 0, _plane.Height - 1);

    private void Repeat(int y, int width, Span<byte> target, int step)
    {
        var source = _plane.Row(y * _vertical / _maxVertical);
        for (int x = 0, at = 0; x < width; x++, at += step) target[at] = source[x * _horizontal / _maxHorizontal];
    }
}
