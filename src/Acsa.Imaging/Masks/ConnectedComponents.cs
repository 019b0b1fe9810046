namespace Acsa.Imaging;

/// <summary>The connected pieces of a mask, numbered from 0 in the order of their first pixels (row by row).</summary>
public sealed class ConnectedComponents
{
    private readonly int _width;
    private readonly int _height;
    private Run[] _runs = [];
    private int _count;
    private readonly List<int> _areas = [];
    private readonly List<int> _firstRuns = [];

    private ConnectedComponents(Mask mask, Connectivity connectivity, byte value)
    {
        (_width, _height) = (mask.Width, mask.Height);
        CollectRuns(mask, connectivity, value);
        Number();
    }

    /// <summary>How many pieces there are.</summary>
    public int Count => _areas.Count;

    /// <summary>Pixels of each piece.</summary>
    public IReadOnlyList<int> Areas => _areas;

    /// <summary>The piece with most pixels (the first of equals); −1 when there is none.</summary>
    public int Largest
    {
        get
        {
            var largest = -1;
            for (var i = 0; i < _areas.Count; i++)
            {
                if (largest < 0 || _areas[i] > _areas[largest]) largest = i;
            }
            return largest;
        }
    }

    /// <summary>Part of all pixels that the largest piece holds, 0 to 1; 0 for an empty mask.</summary>
    public double LargestShare
    {
        get
        {
            long total = 0;
            foreach (var area in _areas) total += area;
            return total == 0 ? 0 : (double)_areas[Largest] / total;
        }
    }

    /// <summary>Finds the pieces of <paramref name="mask"/>.</summary>
    public static ConnectedComponents Find(Mask mask, Connectivity connectivity = Connectivity.Eight) => new(mask, connectivity, 1);

    /// <summary>Finds the pieces of what is outside of <paramref name="mask"/>.</summary>
    public static ConnectedComponents FindOutside(Mask mask, Connectivity connectivity = Connectivity.Four) => new(mask, connectivity, 0);

    /// <summary>The first pixel of a piece, row by row.</summary>
    public (int X, int Y) FirstPixel(int component) => (_runs[_firstRuns[component]].Start, _runs[_firstRuns[component]].Y);

    /// <summary>The mask of the pieces for which <paramref name="keep"/> (given the piece's number) is true.</summary>
    public Mask Keep(Func<int, bool> keep)
    {
        var kept = new bool[Count];
        for (var i = 0; i < kept.Length; i++) kept[i] = keep(i);
        var mask = new Mask(_width, _height);
        foreach (ref readonly var run in _runs.AsSpan(0, _count))
        {
            if (kept[run.Label]) mask.Pixels.AsSpan(run.Y * _width + run.Start, run.End - run.Start).Fill(1);
        }
        return mask;
    }

    /// <summary>For every piece, whether it reaches the first or last row or column.</summary>
    public bool[] ReachesImageBorder()
    {
        var reaches = new bool[Count];
        foreach (ref readonly var run in _runs.AsSpan(0, _count))
        {
            if (run.Y == 0 || run.Y == _height - 1 || run.Start == 0 || run.End == _width) reaches[run.Label] = true;
        }
        return reaches;
    }

    // Union-find over runs; a label is the index of a run until Number() makes them consecutive.
    private void CollectRuns(Mask mask, Connectivity connectivity, byte value)
    {
        var reach = connectivity == Connectivity.Eight ? 1 : 0;
        var (words, ends) = (new ulong[(_width + 63) / 64], new int[_width + 1]);
        int aboveFrom = 0, aboveTo = 0;
        for (var y = 0; y < _height; y++)
        {
            var first = _count;
            var above = aboveFrom;
            var found = BitRows.FindRuns(mask.Row(y), value, words, ends);
            if (_count + found > _runs.Length) Array.Resize(ref _runs, Math.Max(2 * _runs.Length, _count + found + _height));
            var runs = _runs;
            for (var i = 0; i < found; i++)
            {
                var (start, end, index) = (ends[2 * i], ends[2 * i + 1], _count++);
                runs[index] = new(y, start, end, index);
                while (above < aboveTo && runs[above].End + reach <= start) above++;
                for (var k = above; k < aboveTo && runs[k].Start < end + reach; k++) Join(runs, k, index);
            }
            (aboveFrom, aboveTo) = (first, _count);
        }
    }

    private static void Join(Run[] runs, int a, int b)
    {
        var (rootA, rootB) = (Root(runs, a), Root(runs, b));
        if (rootA == rootB) return;
        // The earlier run stays the root, so that the root is the piece's first run.
        runs[Math.Max(rootA, rootB)].Label = Math.Min(rootA, rootB);
    }

    private static int Root(Run[] runs, int index)
    {
        while (runs[index].Label != index)
        {
            runs[index].Label = runs[runs[index].Label].Label;
            index = runs[index].Label;
        }
        return index;
    }

    private void Number()
    {
        var runs = _runs;
        // A label never points to a later run, and an earlier one carries its number already; a root takes the next.
        for (var i = 0; i < _count; i++)
        {
            ref var run = ref runs[i];
            if (run.Label == i)
            {
                run.Label = _areas.Count;
                _areas.Add(0);
                _firstRuns.Add(i);
            }
            else run.Label = runs[run.Label].Label;
            _areas[run.Label] += run.End - run.Start;
        }
    }

    private struct Run(int y, int start, int end, int label)
    {
        public readonly int Y = y;
        public readonly int Start = start;
        public readonly int End = end;
        public int Label = label;
    }
}
