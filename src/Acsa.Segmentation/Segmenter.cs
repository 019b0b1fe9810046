using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>
/// A model package, open and ready: grey image in, mask and certainty out. Any thread may call; images of callers that come together are
/// computed in one batch.
/// </summary>
/// <remarks>
/// Crop → resize plan → tiles → members' models → activation and mean → back on the crop's grid, bilinear → threshold →
/// post-processing → into the whole image. The threshold comes after the way back, so that a border lies where the probability crosses it.
/// </remarks>
public sealed class Segmenter : IDisposable
{
    readonly BatchQueue _queue;
    readonly TilePool _tiles;
    readonly PlanePool _planes = new();
    readonly ExecutionProviderPolicy _policy;
    readonly SegmenterOptions _options;
    readonly Lock _checking = new();
    readonly FailedImages _failed = new();

    // One image at a time on a second model: its memory comes on top of that of the one in use.
    readonly Lock _besides = new();
    volatile string? _unusable;
    volatile ModelCheck? _lastCheck;

    Segmenter(
        ModelPackage package, OpenModel model, IReadOnlyList<ProviderAttempt> attempts, ExecutionProviderPolicy policy,
        SegmenterOptions options)
    {
        (Package, Attempts, _policy, _options) = (package, attempts, policy, options);
        (_queue, _tiles) = (new BatchQueue(package.Manifest, model, options), new TilePool(package.Manifest));
    }

    public ModelPackage Package { get; }

    /// <summary>ONNX Runtime's name of the provider in use, proven by the node assignment after a run.</summary>
    public string Provider => ProviderCatalogue.OrtName(_queue.Provider);

    /// <summary>The providers that were tried, the one in use last: one log line each.</summary>
    public IReadOnlyList<ProviderAttempt> Attempts { get; private set; }

    /// <summary>How it is.</summary>
    public ModelStatus Status => new(
        Package.Manifest.Id, Package.Manifest.Version, Provider, _unusable, [.. Attempts.Select(attempt => attempt.ToString())], _lastCheck,
        Runs)
    {
        Wrong = [.. Attempts.Where(attempt => attempt.IsWrong).Select(attempt => attempt.ToString())],
        IsNamedProviderMissing = _policy.Provider is not (InferenceProvider.Auto or InferenceProvider.Cpu)
            && _queue.Provider != _policy.Provider,
    };

    /// <summary>What was run since it was opened.</summary>
    public BatchCount Runs => _queue.Count;

    /// <summary>Opens a package on the first provider of the policy that runs it.</summary>
    /// <exception cref="ProviderUnavailableException">None does.</exception>
    /// <exception cref="ModelPackageException">The model is not what its manifest says.</exception>
    public static Segmenter Open(ModelPackage package, ExecutionProviderPolicy policy, SegmenterOptions? options = null)
    {
        var attempts = new List<ProviderAttempt>();
        var used = options ?? SegmenterOptions.Default;
        var model = ProviderSelection.Open(package, policy, used, attempts);
        return new Segmenter(package, model, attempts, policy, used);
    }

    /// <summary>Finds one structure.</summary>
    /// <param name="analysisArea">Where the image is ultrasound of known scale; it has to lie inside the image.</param>
    /// <exception cref="ArgumentException">The model does not know the structure, or the area is not inside the image.</exception>
    /// <exception cref="InferenceException">The model failed on this image, or is not used any more.</exception>
    /// <exception cref="ModelPackageException">A GPU failed, and a file of the package has changed since it was opened.</exception>
    public SegmentationResult Segment(
        GreyImage image, PixelRectangle analysisArea, string structure, CancellationToken cancellationToken = default) =>
        Segment(image, analysisArea, [structure], cancellationToken)[0];

    /// <summary>Finds several structures in one run of the model; results in their order.</summary>
    /// <inheritdoc cref="Segment(GreyImage, PixelRectangle, string, CancellationToken)"/>
    public IReadOnlyList<SegmentationResult> Segment(
        GreyImage image, PixelRectangle analysisArea, IReadOnlyList<string> structures, CancellationToken cancellationToken = default)
    {
        foreach (var structure in structures)
        {
            if (!Package.Manifest.Structures.Contains(structure, StringComparer.Ordinal))
                throw new ArgumentException($"The model {Package.Manifest.Id} does not know {structure}.", nameof(structures));
        }

        return FindAll(image, analysisArea, structures, RunSurely, cancellationToken);
    }

    /// <summary>Finds, of several structures, the one with the largest mask, for an image that does not name its muscle; all empty: the
    /// first.</summary>
    /// <inheritdoc cref="Segment(GreyImage, PixelRectangle, string, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The model does not tell structures apart.</exception>
    public SegmentationResult SegmentBest(
        GreyImage image, PixelRectangle analysisArea, IReadOnlyList<string> structures, CancellationToken cancellationToken = default)
    {
        if (!Package.Manifest.TellsStructures)
            throw new InvalidOperationException($"The model {Package.Manifest.Id} does not tell which structure it outlines.");
        return Segment(image, analysisArea, structures, cancellationToken).MaxBy(result => result.Mask.CountInside())!;
    }

    /// <summary>
    /// Proves the model anew: the golden case on the provider in use, and its masks beside the processor's. A GPU that fails is given up:
    /// for the processor, or where a GPU is required, altogether.
    /// </summary>
    /// <exception cref="ModelPackageException">A file of the package has changed since it was opened.</exception>
    /// <exception cref="InferenceException">The model cannot be run at all.</exception>
    public ModelCheck Check(TimeProvider time, CancellationToken stop = default)
    {
        lock (_checking) return CheckNow(time, stop);
    }

    /// <summary>A GPU was given up while an image was computed: its name and the reason. The image goes on on the processor, where that is
    /// allowed.</summary>
    public event Action<string, string>? GaveUp;

    /// <summary>A GPU failed twice on one image and is kept, as it passed its check in between: its name, the reason and what became of the
    /// image.</summary>
    public event Action<string, string>? FailedOnImage;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_besides) _queue.Dispose();
    }

    // Under the lock of checking.
    ModelCheck CheckNow(TimeProvider time, CancellationToken stop)
    {
        var provider = _queue.Provider;
        GoldenResult? golden = null;
        ProviderAgreement? agreement = null;
        string? problem = null;
        try
        {
            golden = GoldenCheck.Run(this, stop);
            agreement = provider == InferenceProvider.Cpu ? null : AgreementWithCpu(stop);
        }
        catch (InferenceException failure) when (failure.IsTransient && _unusable is null)
        {
            // A device that is gone does not come back by being asked each hour.
            problem = failure.Message;
        }

        problem ??= agreement is { IsGood: false } ? agreement.ToString()
            : golden is { Passed: false } ? FormattableString.Invariant(
                $"its golden mask has a Dice of {golden.Dice:0.0000}, {golden.MinimumDice} is needed")
            : null;
        _lastCheck = new ModelCheck(time.GetUtcNow(), ProviderCatalogue.OrtName(provider), golden, agreement?.Dice, problem);
        if (problem is not null) GiveUp(provider, problem);
        return _lastCheck;
    }

    /// <summary>As <see cref="Segment(GreyImage, PixelRectangle, string, CancellationToken)"/>, on the provider in use or not at
    /// all.</summary>
    internal SegmentationResult SegmentOnce(GreyImage image, PixelRectangle analysisArea, string structure,
        CancellationToken cancellationToken) =>
        FindAll(image, analysisArea, [structure], Run, cancellationToken)[0];

    // A GPU that fails is proven at once: one that passes gets the image a second time, and where it fails again, another has to compute
    // this image.
    (FloatPlane[] Plain, FloatPlane[]? Mirrored, RunShare Share) RunSurely(GreyImage grey, int[] classes, CancellationToken stop)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            var provider = _queue.Provider;
            try
            {
                var found = Run(grey, classes, stop);
                _failed.Forget();
                return found;
            }
            catch (InferenceException failure) when (provider != InferenceProvider.Cpu)
            {
                if (!isSecond) Prove(provider, stop);
                ThrowIfUnusable();
                // Where it was given up meanwhile, the next round is on the processor.
                if (isSecond && _queue.Provider == provider) return RunBesides(grey, classes, provider, failure, stop);
            }
        }
    }

    void Prove(InferenceProvider provider, CancellationToken stop)
    {
        string? problem;
        lock (_checking)
        {
            // Another image's failure has settled it.
            if (_queue.Provider != provider || _unusable is not null) return;
            problem = CheckNow(TimeProvider.System, stop).Problem;
        }

        if (problem is not null) GaveUp?.Invoke(ProviderCatalogue.OrtName(provider), problem);
    }

    // On the processor, for this image alone. What the processor cannot compute either is not held against the GPU.
    (FloatPlane[] Plain, FloatPlane[]? Mirrored, RunShare Share) RunBesides(
        GreyImage grey, int[] classes, InferenceProvider provider, InferenceException failure, CancellationToken stop)
    {
        var name = ProviderCatalogue.OrtName(provider);
        if (_policy.Gpu == GpuUse.Required)
        {
            FailedOnImage?.Invoke(name, $"{failure.Message}; the image fails, as a GPU is required");
            throw new InferenceException($"{failure.Message} (twice, and it passed its check in between)", isTransient: false, failure)
            {
                Says = "The GPU fails on this image, and the configuration (inference.gpu: \"required\") keeps it from the processor.",
            };
        }

        (FloatPlane[], FloatPlane[]?, RunShare) found;
        lock (_besides)
        {
            stop.ThrowIfCancellationRequested();
            // Closed afterwards: what an image that is too large for a GPU takes of the memory would else stay taken.
            using var queue = new BatchQueue(Package.Manifest, ProviderSelection.OpenOnCpu(Package, _options), _options);
            found = Run(queue, new TilePool(Package.Manifest), grey, classes, stop);
        }

        var different = _failed.Add(grey);
        if (different < Limits.FailedImagesInARow)
        {
            FailedOnImage?.Invoke(name, $"{failure.Message}; the image was computed on the processor");
            return found;
        }

        var problem = string.Create(CultureInfo.InvariantCulture,
            $"{different} different images in a row failed on it, though it passes its check; the last: {failure.Message}");
        lock (_checking)
        {
            if (_queue.Provider != provider || _unusable is not null) return found;
            GiveUp(provider, problem);
        }

        GaveUp?.Invoke(name, problem);
        return found;
    }

    void ThrowIfUnusable()
    {
        if (_unusable is { } reason)
            throw new InferenceException($"The model {Package.Manifest.Id} is not used: {reason}.", isTransient: true);
    }

    ProviderAgreement AgreementWithCpu(CancellationToken stop)
    {
        var (image, isGolden) = ProviderAgreement.Picture(Package);
        int[] classes = [.. Enumerable.Range(0, Package.Manifest.Output.Classes.Count)];
        var (plain, mirrored, share) = Run(image, classes, stop);
        using var cpu = ProviderSelection.OpenOnCpu(Package, _options);
        var expected = ProviderAnswer.Of(Package.Manifest, cpu, mirrored is null ? [image] : [image, image.Mirrored()], 1);
        if (mirrored is null)
            return ProviderAgreement.Compare(Package.Manifest, [new(plain, share.Judgement)], expected, isGolden);

        // As a run gives them: turned back, and the less favourable judgement for both.
        foreach (var plane in expected[1].Planes) plane.Mirror();
        var judgement = expected[0].Judgement is { } one && expected[1].Judgement is { } other
            ? OutlineJudgement.Least(one, other) : default(OutlineJudgement?);
        return ProviderAgreement.Compare(
            Package.Manifest, [new(plain, share.Judgement), new(mirrored, null)],
            [expected[0] with { Judgement = judgement }, expected[1]], isGolden);
    }

    void GiveUp(InferenceProvider provider, string problem)
    {
        var given = new ProviderAttempt(ExecutionProviderPolicy.NameOf(provider), false, problem) { IsWrong = true };
        if (provider != InferenceProvider.Cpu && _policy.Gpu != GpuUse.Required)
        {
            _queue.Exchange(ProviderSelection.OpenOnCpu(Package, _options));
            Attempts = [.. Attempts, given, new("cpu", true, "all nodes are on the processor")];
            return;
        }

        Attempts = [.. Attempts, given];
        _unusable = $"{ProviderCatalogue.OrtName(provider)}: {problem}";
    }

    SegmentationResult[] FindAll(
        GreyImage image, PixelRectangle analysisArea, IReadOnlyList<string> structures,
        Func<GreyImage, int[], CancellationToken, (FloatPlane[] Plain, FloatPlane[]? Mirrored, RunShare Share)> run,
        CancellationToken cancellationToken)
    {
        var whole = new PixelRectangle(0, 0, image.Width - 1, image.Height - 1);
        if (analysisArea.Width <= 0 || analysisArea.Height <= 0 || !whole.Contains(analysisArea))
            throw new ArgumentException($"{analysisArea} is not inside the image of {image.Width}×{image.Height}.", nameof(analysisArea));

        ThrowIfUnusable();
        var manifest = Package.Manifest;
        var crop = manifest.Input.Crop == CropRule.None ? whole : analysisArea;
        var area = analysisArea with
        {
            Left = analysisArea.Left - crop.Left,
            Top = analysisArea.Top - crop.Top,
            Right = analysisArea.Right - crop.Left,
            Bottom = analysisArea.Bottom - crop.Top,
        };
        var grey = crop == whole ? image : image.Crop(crop);
        int[] classes = manifest.Output.Decision == DecisionRule.LargestClass
            ? [.. Enumerable.Range(0, manifest.Output.Classes.Count)]
            : [.. structures.Select(ClassOf)];
        var (plain, mirrored, share) = run(grey, classes, cancellationToken);
        SegmentationResult[] results =
        [
            .. structures.Select((structure, i) => Result(
                structure, Found(structure, plain, classes, i), mirrored is null ? null : Found(structure, mirrored, classes, i), area,
                image,
                crop, share) with { Judgement = share.Judgement }),
        ];
        _planes.Return(plain);
        _planes.Return(mirrored ?? []);
        return results;
    }

    (FloatPlane[] Plain, FloatPlane[]? Mirrored, RunShare Share) Run(GreyImage grey, int[] classes, CancellationToken stop) =>
        Run(_queue, _tiles, grey, classes, stop);

    // The image and, where the manifest asks for it, its mirror image: together, so that they may share a batch.
    (FloatPlane[] Plain, FloatPlane[]? Mirrored, RunShare Share) Run(
        BatchQueue queue, TilePool pool, GreyImage grey, int[] classes, CancellationToken stop)
    {
        var tiles = new List<Tile>();
        var frames = new List<FrameRun>();
        var share = new RunShare(TimeSpan.Zero, queue.Provider, null);
        var isAnnounced = false;
        try
        {
            while (frames.Count == 0 || !frames[0].IsPrepared)
            {
                queue.Announce();
                isAnnounced = true;
                if (frames.Count == 0)
                {
                    frames.Add(new FrameRun(Package.Manifest, grey, pool));
                    if (Package.Manifest.Certainty is { Mirror: true }) frames.Add(new FrameRun(Package.Manifest, grey.Mirrored(), pool));
                }

                pool.Return(tiles);
                tiles = [.. frames.SelectMany(frame => frame.Next())];
                isAnnounced = false;
                var job = queue.Run(tiles, stop);
                share = share with { Time = share.Time + job.Time, Provider = job.Provider };
                foreach (var frame in frames) frame.Take();
            }

            var mirrored = frames.Count == 1 ? null : frames[1].Restore(classes, _planes);
            foreach (var plane in mirrored ?? []) plane.Mirror();
            // Where the model judges, there are no windows: all tiles are still there.
            foreach (var frame in frames)
            {
                if (frame.Judgement is { } judgement)
                    share = share with { Judgement = share.Judgement is { } other ? OutlineJudgement.Least(judgement, other) : judgement };
            }

            return (frames[0].Restore(classes, _planes), mirrored, share);
        }
        finally
        {
            if (isAnnounced) queue.Withdraw();
            pool.Return(tiles);
        }
    }

    StructurePlane Found(string structure, FloatPlane[] planes, int[] classes, int asked)
    {
        if (Package.Manifest.Output.Decision == DecisionRule.Threshold) return new(planes[asked], null);
        var index = Array.IndexOf(classes, ClassOf(structure));
        return new(planes[index], ClassDecision.Largest(planes, index));
    }

    SegmentationResult Result(
        string structure, StructurePlane found, StructurePlane? mirrored, PixelRectangle area, GreyImage image, PixelRectangle crop,
        RunShare run)
    {
        var manifest = Package.Manifest;
        var plane = found.Probabilities;
        var (mask, share, kept) = MaskExtraction.Extract(found, area, manifest);
        var (certainty, statistics) = MaskExtraction.Measure(plane, area, mask);
        return new SegmentationResult(
            structure, Whole(mask), certainty, statistics, share, manifest.Id, manifest.Version, Package.Sha256,
            ProviderCatalogue.OrtName(run.Provider), run.Time)
        {
            KeptShare = kept,
            MayGiveSizes = manifest.RequiredCalibration == CalibrationRequirement.Area,
            Alternatives = certainty is null ? null : new(
                Whole(MaskExtraction.Inner(plane, area)), Whole(MaskExtraction.Outer(plane, area)),
                mirrored is null ? null : Whole(MaskExtraction.Extract(mirrored, area, manifest).Mask)),
        };

        Mask Whole(Mask part) =>
            part.Width == image.Width && part.Height == image.Height ? part : part.PlaceInto(image.Width, image.Height, crop);
    }

    int ClassOf(string structure)
    {
        string[] classes = [.. Package.Manifest.Output.Classes];
        // A class of its own first: "stated" stands for what has none.
        if (Array.IndexOf(classes, structure) is >= 0 and var own) return own;
        if (Array.IndexOf(classes, ModelOutput.Stated) is >= 0 and var stated) return stated;
        throw new ArgumentException($"The model {Package.Manifest.Id} has no class {structure}.", nameof(structure));
    }

    /// <param name="Time">An image's part of the time in the model.</param>
    /// <param name="Provider">What ran the last of it.</param>
    /// <param name="Judgement">The less favourable of image and mirror image; null when the model gives none.</param>
    readonly record struct RunShare(TimeSpan Time, InferenceProvider Provider, OutlineJudgement? Judgement);
}
