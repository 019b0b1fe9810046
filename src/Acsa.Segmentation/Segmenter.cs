using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>
/// A model package, open and ready: grey image in, mask and certainty out. Any thread may call; one image is computed at a time.
/// </summary>
/// <remarks>
/// Crop → resize plan → tensor → members' models → activation and mean → back on the crop's grid, bilinear → threshold →
/// post-processing → into the whole image. The threshold comes after the way back, so that a border lies where the probability crosses it.
/// </remarks>
public sealed class Segmenter : IDisposable
{
    readonly Lock _gate = new();
    readonly OpenModel _model;
    TensorBuffers? _buffers;
    bool _disposed;

    Segmenter(ModelPackage package, OpenModel model, IReadOnlyList<ProviderAttempt> attempts) =>
        (Package, _model, Attempts) = (package, model, attempts);

    public ModelPackage Package { get; }

    /// <summary>ONNX Runtime's name of the provider in use, proven by the node assignment after a run.</summary>
    public string Provider => ProviderCatalogue.OrtName(_model.Provider);

    /// <summary>The providers that were tried, the one in use last: one log line each.</summary>
    public IReadOnlyList<ProviderAttempt> Attempts { get; }

    /// <summary>Opens a package on the first provider of the policy that runs it.</summary>
    /// <exception cref="ProviderUnavailableException">None does.</exception>
    /// <exception cref="ModelPackageException">The model is not what its manifest says.</exception>
    public static Segmenter Open(ModelPackage package, ExecutionProviderPolicy policy, SegmenterOptions? options = null)
    {
        var attempts = new List<ProviderAttempt>();
        var model = ProviderSelection.Open(package, policy, options ?? SegmenterOptions.Default, attempts);
        return new Segmenter(package, model, attempts);
    }

    /// <summary>Finds one structure.</summary>
    /// <param name="analysisArea">Where the image is ultrasound of known scale; it has to lie inside the image.</param>
    /// <exception cref="ArgumentException">The model does not know the structure, or the area is not inside the image.</exception>
    /// <exception cref="InferenceException">The model failed on this image.</exception>
    public SegmentationResult Segment(
        GreyImage image, PixelRectangle analysisArea, string structure, CancellationToken cancellationToken = default)
    {
        if (!Package.Manifest.Structures.Contains(structure, StringComparer.Ordinal))
            throw new ArgumentException($"The model {Package.Manifest.Id} does not know {structure}.", nameof(structure));
        return Segment(image, analysisArea, [structure], cancellationToken)[0];
    }

    /// <summary>Finds the structure with the largest mask, for an image that does not name its muscle; all empty: the first.</summary>
    /// <inheritdoc cref="Segment(GreyImage, PixelRectangle, string, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The model does not tell structures apart.</exception>
    public SegmentationResult SegmentBest(GreyImage image, PixelRectangle analysisArea, CancellationToken cancellationToken = default)
    {
        if (!Package.Manifest.TellsStructures)
            throw new InvalidOperationException($"The model {Package.Manifest.Id} does not tell which structure it outlines.");
        var results = Segment(image, analysisArea, Package.Manifest.Structures, cancellationToken);
        return results.MaxBy(result => result.Mask.CountInside())!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            _buffers?.Dispose();
            _model.Dispose();
        }
    }

    SegmentationResult[] Segment(
        GreyImage image, PixelRectangle analysisArea, IReadOnlyList<string> structures, CancellationToken cancellationToken)
    {
        var whole = new PixelRectangle(0, 0, image.Width - 1, image.Height - 1);
        if (analysisArea.Width <= 0 || analysisArea.Height <= 0 || !whole.Contains(analysisArea))
            throw new ArgumentException($"{analysisArea} is not inside the image of {image.Width}×{image.Height}.", nameof(analysisArea));

        var input = Package.Manifest.Input;
        var crop = input.Crop == CropRule.None ? whole : analysisArea;
        var area = analysisArea with
        {
            Left = analysisArea.Left - crop.Left,
            Top = analysisArea.Top - crop.Top,
            Right = analysisArea.Right - crop.Left,
            Bottom = analysisArea.Bottom - crop.Top,
        };
        var plan = Plan(input, crop);
        var grey = crop == whole ? image : image.Crop(crop);
        var planes = new FloatPlane[structures.Count];
        var mirrored = Package.Manifest.Certainty is { Mirror: true } ? new FloatPlane[structures.Count] : null;
        TimeSpan time;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var buffers = BuffersFor(plan);
            time = Infer(grey, planes);
            if (mirrored is not null)
            {
                time += Infer(grey.Mirrored(), mirrored);
                for (var i = 0; i < mirrored.Length; i++) mirrored[i] = mirrored[i].Mirrored();
            }

            TimeSpan Infer(GreyImage picture, FloatPlane[] restored)
            {
                plan.Apply(picture, buffers.InputValues.AsSpan(0, plan.TargetWidth * plan.TargetHeight));
                InputScaling.Apply(buffers.InputValues, input, plan);
                var inModel = RunModel(buffers, cancellationToken);
                for (var i = 0; i < restored.Length; i++) restored[i] = plan.Restore(buffers.Planes[ClassOf(structures[i])]);
                return inModel;
            }
        }

        return [.. structures.Select((structure, i) => Result(structure, planes[i], mirrored?[i], area, image, crop, time))];
    }

    SegmentationResult Result(
        string structure, FloatPlane plane, FloatPlane? mirrored, PixelRectangle area, GreyImage image, PixelRectangle crop, TimeSpan time)
    {
        var manifest = Package.Manifest;
        var (mask, share) = MaskExtraction.Extract(plane, area, manifest);
        var (certainty, statistics) = MaskExtraction.Measure(plane, area, mask);
        return new SegmentationResult(
            structure, Whole(mask), certainty, statistics, share, manifest.Id, manifest.Version, Package.Sha256, Provider, time)
        {
            Alternatives = certainty is null ? null : new(
                Whole(MaskExtraction.Inner(plane, area)), Whole(MaskExtraction.Outer(plane, area)),
                mirrored is null ? null : Whole(MaskExtraction.Extract(mirrored, area, manifest).Mask)),
        };

        Mask Whole(Mask part) => part.PlaceInto(image.Width, image.Height, crop);
    }

    TimeSpan RunModel(TensorBuffers buffers, CancellationToken cancellationToken)
    {
        using var options = new RunOptions();
        using var registration = cancellationToken.Register(() => options.Terminate = true);
        try
        {
            return _model.Run(buffers, options);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new InferenceException(
                $"The model {Package.Manifest.Id} failed on {Provider}: {problem.Message}",
                isTransient: _model.Provider != InferenceProvider.Cpu,
                problem);
        }
    }

    TensorBuffers BuffersFor(ResizePlan plan)
    {
        if (_buffers is not null && _buffers.Fits(plan.TargetWidth, plan.TargetHeight)) return _buffers;
        _buffers?.Dispose();
        _buffers = null;
        return _buffers = new TensorBuffers(Package.Manifest, plan.TargetWidth, plan.TargetHeight);
    }

    static ResizePlan Plan(ModelInput input, PixelRectangle crop)
    {
        var plan = input.Resize switch
        {
            ResizeRule.Stretch => ResizePlan.Stretch(crop.Width, crop.Height, input.Width, input.Height),
            ResizeRule.Letterbox => ResizePlan.Letterbox(crop.Width, crop.Height, input.Width, input.Height),
            _ => ResizePlan.PadToMultiple(crop.Width, crop.Height, input.Width, input.Height),
        };
        return (long)plan.TargetWidth * plan.TargetHeight <= Limits.InputPixels
            ? plan
            : throw new ArgumentException($"A crop of {crop.Width}×{crop.Height} needs more than {Limits.InputPixels} pixels of input.");
    }

    int ClassOf(string structure)
    {
        var classes = Package.Manifest.Output.Classes;
        for (var i = 0; i < classes.Count; i++)
            if (classes[i] == structure || classes[i] == ModelOutput.Stated) return i;
        throw new ArgumentException($"The model {Package.Manifest.Id} has no class {structure}.", nameof(structure));
    }
}
