using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>One picture on its way through the model: resized, cut into tiles, reflected; and the tiles' results put together again.</summary>
sealed class FrameRun
{
    readonly ModelManifest _manifest;
    readonly ResizePlan _plan;
    readonly TestTimeFlips[] _flips;
    readonly (int Left, int Top)[] _windows;
    readonly List<Tile> _tiles = [];

    public FrameRun(ModelManifest manifest, GreyImage picture, TilePool pool)
    {
        _manifest = manifest;
        var input = manifest.Input;
        _plan = Plan(input, picture.Width, picture.Height);
        _flips = Reflection.Of(input.Flips);
        _windows = Windows(input);
        var (width, height) = input.Window is null ? (_plan.TargetWidth, _plan.TargetHeight) : (input.Width, input.Height);
        if ((long)_windows.Length * _flips.Length > Limits.Tiles)
            throw new ArgumentException($"A crop of {picture.Width}×{picture.Height} needs {_windows.Length * _flips.Length} runs, more than {Limits.Tiles}.");

        var whole = input.Window is null ? null : new float[_plan.TargetWidth * _plan.TargetHeight * input.Channels];
        if (whole is not null) Scale(picture, whole);
        foreach (var (left, top) in _windows)
        {
            var plain = pool.Rent(width, height);
            _tiles.Add(plain);
            if (whole is null) Scale(picture, plain.Input);
            else CutOut(whole, plain, left, top);
            foreach (var flip in _flips.AsSpan(1))
            {
                var reflected = pool.Rent(width, height);
                _tiles.Add(reflected);
                Reflection.Tensor(plain.Input, reflected.Input, width, height, input, flip);
            }
        }
    }

    /// <summary>What the model has to run: for each window the plain tile, then its reflections.</summary>
    public IReadOnlyList<Tile> Tiles => _tiles;

    /// <summary>Probabilities of the classes asked for, on the picture's grid, once the tiles were run.</summary>
    public FloatPlane[] Restore(IReadOnlyList<int> classes)
    {
        var planes = Together();
        if (_manifest.Output.Average == AverageRule.Logits) OutputProbabilities.Activate(planes, _manifest.Output.Activation);
        return [.. classes.Select(index => _plan.Restore(planes[index]))];
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

    // A single tile's planes as they are; else the mean over reflections and windows.
    FloatPlane[] Together()
    {
        if (_tiles.Count == 1) return _tiles[0].Planes;
        var count = _manifest.Output.Classes.Count;
        var means = new FloatPlane[_windows.Length][];
        for (var i = 0; i < means.Length; i++) means[i] = Unreflected(_tiles.GetRange(i * _flips.Length, _flips.Length));
        return means.Length == 1 ? means[0] : Blended(means);

        FloatPlane[] Unreflected(List<Tile> tiles)
        {
            if (tiles.Count == 1) return tiles[0].Planes;
            var mean = Enumerable.Range(0, count).Select(_ => new FloatPlane(tiles[0].Width, tiles[0].Height)).ToArray();
            for (var i = 0; i < tiles.Count; i++)
                for (var k = 0; k < count; k++) Reflection.Add(tiles[i].Planes[k], mean[k], 1f / tiles.Count, _flips[i]);
            return mean;
        }
    }

    FloatPlane[] Blended(FloatPlane[][] windows)
    {
        var input = _manifest.Input;
        var (across, down) = (WindowGrid.Weights(input.Width, input.Window!.IsGaussian), WindowGrid.Weights(input.Height, input.Window.IsGaussian));
        var weights = new FloatPlane(_plan.TargetWidth, _plan.TargetHeight);
        var sums = windows[0].Select(_ => new FloatPlane(_plan.TargetWidth, _plan.TargetHeight)).ToArray();
        for (var i = 0; i < windows.Length; i++)
        {
            for (var y = 0; y < input.Height; y++)
            {
                var at = (_windows[i].Top + y) * _plan.TargetWidth + _windows[i].Left;
                for (var x = 0; x < input.Width; x++) weights.Values[at + x] += across[x] * down[y];
                for (var k = 0; k < sums.Length; k++)
                {
                    var row = windows[i][k].Values.AsSpan(y * input.Width, input.Width);
                    var sum = sums[k].Values.AsSpan(at, input.Width);
                    for (var x = 0; x < row.Length; x++) sum[x] += across[x] * down[y] * row[x];
                }
            }
        }

        foreach (var sum in sums)
            for (var i = 0; i < sum.Values.Length; i++) sum.Values[i] /= weights.Values[i];
        return sums;
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

    static ResizePlan Plan(ModelInput input, int width, int height)
    {
        var plan = input.Resize switch
        {
            ResizeRule.Stretch => ResizePlan.Stretch(width, height, input.Width, input.Height),
            ResizeRule.Letterbox => ResizePlan.Letterbox(width, height, input.Width, input.Height),
            ResizeRule.SlidingWindow => ResizePlan.PadToAtLeast(width, height, input.Width, input.Height),
            _ => ResizePlan.PadToMultiple(width, height, input.Width, input.Height),
        };
        return (long)plan.TargetWidth * plan.TargetHeight <= Limits.InputPixels
            ? plan
            : throw new ArgumentException($"A crop of {width}×{height} needs more than {Limits.InputPixels} pixels of input.");
    }
}
