using System.Runtime.InteropServices;

namespace Acsa.Imaging;

/// <summary>The connected pieces of a mask, numbered from 0 in the order of their first pixels (row by row).</summary>
public sealed class ConnectedComponents
{
    private readonly int _width;
    private readonly int _height;
    private readonly List<Run> _runs = [];
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
        foreach (var run in _runs)
        {
            if (kept[run.Label]) mask.Pixels.AsSpan(run.Y * _width + run.Start, run.End - run.Start).Fill(1);
        }
        return mask;
    }

    /// <summary>For every piece, whether it reaches the first or last row or column.</summary>
    public bool[] ReachesImageBorder()
    {
        var reaches = new bool[Count];
        foreach (var run in _runs)
        {
            if (run.Y == 0 || run.Y == _height - 1 || run.Start == 0 || run.End == _width) reaches[run.Label] = true;
        }
        return reaches;
    }

    // Union-find over runs; a label is the index of a run until Number() makes them consecutive.
    private void CollectRuns(Mask mask, Connectivity connectivity, byte value)
    {
        var reach = connectivity == Connectivity.Eight ? 1 : 0;
        int aboveFrom = 0, aboveTo = 0;
        for (var y = 0; y < _height; y++)
        {
            var first = _runs.Count;
            var above = aboveFrom;
            for (var x = 0; MaskRuns.TryNext(mask.Row(y), x, value, out var start, out var end); x = end)
            {
                var index = _runs.Count;
                _runs.Add(new(y, start, end, index));
                while (above < aboveTo && _runs[above].End + reach <= start) above++;
                for (var k = above; k < aboveTo && _runs[k].Start < end + reach; k++) Join(k, index);
            }
            (aboveFrom, aboveTo) = (first, _runs.Count);
        }
    }

    private void Join(int a, int b)
    {
        var (rootA, rootB) = (Root(a), Root(b));
        if (rootA == rootB) return;
        // The earlier run stays the root, so that the root is the piece's first run.
        CollectionsMarshal.AsSpan(_runs)[Math.Max(rootA, rootB)].Label = Math.Min(rootA, rootB);
    }

    private int Root(int index)
    {
        var runs = CollectionsMarshal.AsSpan(_runs);
        while (runs[index].Label != index)
        {
            runs[index].Label = runs[runs[index].Label].Label;
            index = runs[index].Label;
        }
        return index;
    }

    private void Number()
    {
        var runs = CollectionsMarshal.AsSpan(_runs);
        // A root is the first run of its piece, so it has its number before any member asks for it.
        var numbers = new int[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            var root = Root(i);
            if (root == i)
            {
                numbers[i] = _areas.Count;
                _areas.Add(0);
                _firstRuns.Add(i);
            }
            else numbers[i] = numbers[root];
            _areas[numbers[i]] += runs[i].End - runs[i].Start;
        }
        for (var i = 0; i < runs.Length; i++) runs[i].Label = numbers[i];
    }

    private struct Run(int y, int start, int end, int label)
    {
        public readonly int Y = y;
        public readonly int Start = start;
        public readonly int End = end;
        public int Label = label;
    }
}
