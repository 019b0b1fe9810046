using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>
/// One picture on its way through the model: resized, cut into windows, reflected; and the results put together again. Windows go some at a
/// time, so that the memory taken is that of the picture, however many they are.
/// </summary>
sealed class FrameRun
{
    readonly ModelManifest _manifest;
    readonly GreyImage _picture;
    readonly TilePool _pool;
    readonly ResizePlan _plan;
    readonly TestTimeFlips[] _flips;
    readonly (int Left, int Top)[] _windows;
    readonly List<Tile> _tiles = [];

    // Only where there are several windows: the whole input, the weighted sums so far and the sums of the weights.
    readonly float[]? _whole;
    readonly FloatPlane[]? _sums;
    readonly FloatPlane? _weights;
    int _begun;
    int _done;

    /// <exception cref="ArgumentException">The picture would take more memory or more runs than the limits allow.</exception>
    public FrameRun(ModelManifest manifest, GreyImage picture, TilePool pool)
    {
        (_manifest, _picture, _pool) = (manifest, picture, pool);
        var input = manifest.Input;
        _plan = Plan(manifest, picture.Width, picture.Height);
        _flips = Reflection.Of(input.Flips);
        _windows = Windows(input);
        if ((long)_windows.Length * _flips.Length > Limits.Tiles)
            throw new ArgumentException(
                $"A crop of {picture.Width}×{picture.Height} needs {_windows.Length * _flips.Length} runs, more than {Limits.Tiles}.");
        if (input.Window is null) return;
        _whole = new float[_plan.TargetWidth * _plan.TargetHeight * input.Channels];
        Scale(picture, _whole);
        if (_windows.Length == 1) return;
        _sums = [.. manifest.Output.Classes.Select(_ => new FloatPlane(_plan.TargetWidth, _plan.TargetHeight))];
        _weights = new FloatPlane(_plan.TargetWidth, _plan.TargetHeight);
    }

    /// <summary>Whether <see cref="Next"/> has nothing more to give.</summary>
    public bool IsPrepared => _begun == _windows.Length;

    /// <summary>
    /// What the model has to run next: for each of some windows the plain tile, then its reflections. None when all were prepared. Before
    /// the next call they have to be run and <see cref="Take"/>n.
    /// </summary>
    public IReadOnlyList<Tile> Next()
    {
        _tiles.Clear();
        var (width, height) = _manifest.Input.Window is null ? (_plan.TargetWidth, _plan.TargetHeight)
            : (_manifest.Input.Width, _manifest.Input.Height);
        var until = Math.Min(_windows.Length, _begun + Math.Max(1, Limits.TilesAtOnce / _flips.Length));
        for (; _begun < until; _begun++)
        {
            var plain = _pool.Rent(width, height);
            _tiles.Add(plain);
            if (_whole is null) Scale(_picture, plain.Input);
            else CutOut(_whole, plain, _windows[_begun].Left, _windows[_begun].Top);
            foreach (var flip in _flips.AsSpan(1))
            {
                var reflected = _pool.Rent(width, height);
                _tiles.Add(reflected);
                Reflection.Tensor(plain.Input, reflected.Input, width, height, _manifest.Input, flip);
            }
        }

        return _tiles;
    }

    /// <summary>Adds what the model gave for the tiles of <see cref="Next"/>. Where there is one window only, they are still
    /// needed.</summary>
    public void Take()
    {
        for (var i = 0; i < _tiles.Count && _sums is not null; i += _flips.Length, _done++) Blend(Unreflected(i), _windows[_done]);
    }

    /// <summary>Probabilities of the classes asked for, on the picture's grid, once all tiles were run.</summary>
    public FloatPlane[] Restore(IReadOnlyList<int> classes, PlanePool pool)
    {
        var planes = _sums is null ? Unreflected(0) : Blended();
        if (_manifest.Output.Average == AverageRule.Logits) OutputProbabilities.Activate(planes, _manifest.Output.Activation);
        return
        [
            .. classes.Select(index =>
            {
                var restored = pool.Rent(_plan.SourceWidth, _plan.SourceHeight);
                _plan.Restore(planes[index], restored);
                return restored;
            }),
        ];
    }

    /// <summary>The least favourable judgement of the picture and its reflections; null when the model gives none.</summary>
    public OutlineJudgement? Judgement
    {
        get
        {
            var least = _tiles[0].Judgement;
            foreach (var tile in _tiles)
                if (least is { } one && tile.Judgement is { } other) least = OutlineJudgement.Least(one, other);
            return least;
        }
    }

    // The mean over the reflections of one window; a single tile's planes as they are.
    FloatPlane[] Unreflected(int first)
    {
        if (_flips.Length == 1) return _tiles[first].Planes;
        var count = _manifest.Output.Classes.Count;
        var mean = Enumerable.Range(0, count).Select(_ => new FloatPlane(_tiles[first].Width, _tiles[first].Height)).ToArray();
        for (var i = 0; i < _flips.Length; i++)
            for (var k = 0; k < count; k++) Reflection.Add(_tiles[first + i].Planes[k], mean[k], 1f / _flips.Length, _flips[i]);
        return mean;
    }

    void Blend(FloatPlane[] window, (int Left, int Top) place)
    {
        var input = _manifest.Input;
        var (across, down) =
            (WindowGrid.Weights(input.Width, input.Window!.IsGaussian), WindowGrid.Weights(input.Height, input.Window.IsGaussian));
        for (var y = 0; y < input.Height; y++)
        {
            var at = (place.Top + y) * _plan.TargetWidth + place.Left;
            var weights = _weights!.Values.AsSpan(at, input.Width);
            for (var x = 0; x < weights.Length; x++) weights[x] += across[x] * down[y];
            for (var k = 0; k < window.Length; k++)
            {
                var row = window[k].Values.AsSpan(y * input.Width, input.Width);
                var sum = _sums![k].Values.AsSpan(at, input.Width);
                for (var x = 0; x < row.Length; x++) sum[x] += across[x] * down[y] * row[x];
            }
        }
    }

    FloatPlane[] Blended()
    {
        foreach (var sum in _sums!)
            for (var i = 0; i < sum.Values.Length; i++) sum.Values[i] /= _weights!.Values[i];
        return _sums;
    }

    void Scale(GreyImage picture, float[] tensor)
    {
        _plan.Apply(picture, tensor.AsSpan(0, _plan.TargetWidth * _plan.TargetHeight));
        InputScaling.Apply(tensor, _manifest.Input, _plan);
    }

    void CutOut(float[] whole, Tile tile, int left, int top)
    {
        var input = _manifest.Input;
        var (planes, step) = input.Layout == TensorLayout.Nchw ? (input.Channels, 1) : (1, input.Channels);
        for (var i = 0; i < planes; i++)
        {
            for (var y = 0; y < tile.Height; y++)
            {
                whole.AsSpan(((i * _plan.TargetHeight + top + y) * _plan.TargetWidth + left) * step, tile.Width * step)
                    .CopyTo(tile.Input.AsSpan((i * tile.Height + y) * tile.Width * step));
            }
        }
    }

    (int Left, int Top)[] Windows(ModelInput input) => input.Window is not { } window
        ? [(0, 0)]
        : [
            .. from top in WindowGrid.Starts(_plan.TargetHeight, input.Height, window.Step)
               from left in WindowGrid.Starts(_plan.TargetWidth, input.Width, window.Step)
               select (left, top),
        ];

    static ResizePlan Plan(ModelManifest manifest, int width, int height)
    {
        var input = manifest.Input;
        var plan = input.Resize switch
        {
            ResizeRule.Stretch => ResizePlan.Stretch(width, height, input.Width, input.Height),
            ResizeRule.Letterbox => ResizePlan.Letterbox(width, height, input.Width, input.Height),
            ResizeRule.SlidingWindow => ResizePlan.PadToAtLeast(width, height, input.Width, input.Height),
            _ => ResizePlan.PadToMultiple(width, height, input.Width, input.Height),
        };
        var pixels = (long)plan.TargetWidth * plan.TargetHeight;
        if (pixels > Limits.InputPixels)
            throw new ArgumentException($"A crop of {width}×{height} needs more than {Limits.InputPixels} pixels of input.");
        if (pixels * manifest.Output.Classes.Count > Limits.OutputValues)
            throw new ArgumentException($"A crop of {width}×{height} needs more than {Limits.OutputValues} values of output.");
        return plan;
    }
}
