namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>A tag tree (ITU-T T.800 B.10.2): a table of numbers, each level above holding the smallest of four.</summary>
internal sealed class TagTree
{
    private readonly int[] _parents;
    private readonly int[] _values;
    private readonly bool[] _known;

    /// <summary>Creates the tree of a table of <paramref name="width"/> × <paramref name="height"/> leaves.</summary>
    public TagTree(int width, int height)
    {
        var nodes = 0;
        for (var (w, h) = (width, height); ; (w, h) = ((w + 1) / 2, (h + 1) / 2))
        {
            nodes += w * h;
            if (w * h <= 1) break;
        }
        (_parents, _values, _known) = (new int[nodes], new int[nodes], new bool[nodes]);
        var start = 0;
        for (var (w, h) = (width, height); w * h > 1; (w, h) = ((w + 1) / 2, (h + 1) / 2))
        {
            var above = start + w * h;
            for (var y = 0; y < h; y++)
            {
                for (var x = 0; x < w; x++) _parents[start + y * w + x] = above + y / 2 * ((w + 1) / 2) + x / 2;
            }
            start = above;
        }
        _parents[^1] = -1;
    }

    /// <summary>Reads as much as tells whether the number at <paramref name="leaf"/> is below <paramref name="threshold"/>.</summary>
    public bool IsBelow(ref PacketBitReader reader, int leaf, int threshold)
    {
        // A table of 2^16 × 2^16 has 17 levels; none here has more leaves than an int counts.
        Span<int> path = stackalloc int[34];
        var depth = 0;
        for (var node = leaf; node >= 0; node = _parents[node]) path[depth++] = node;
        var least = 0;
        while (depth > 0)
        {
            var node = path[--depth];
            if (_values[node] < least) _values[node] = least;
            while (!_known[node] && _values[node] < threshold)
            {
                if (reader.ReadBit() == 1) _known[node] = true;
                else _values[node]++;
            }
            least = _values[node];
        }
        return _known[leaf] && _values[leaf] < threshold;
    }

    /// <summary>Reads the number at <paramref name="leaf"/>; a damaged stream's may not pass <paramref name="most"/>.</summary>
    public int Read(ref PacketBitReader reader, int leaf, int most)
    {
        for (var threshold = 1; threshold <= most + 1; threshold++)
        {
            if (IsBelow(ref reader, leaf, threshold)) return threshold - 1;
        }
        throw Jpeg2000Failure.Damaged("a code-block has more missing bit planes than its sub-band has planes");
    }
}
