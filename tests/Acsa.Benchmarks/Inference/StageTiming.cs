using System.Diagnostics;
using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Segmentation;

namespace Acsa.Benchmarks.Inference;

/// <summary>Each step around the model by itself, on the same picture: processor time of one thread, which other programs hardly
/// disturb.</summary>
sealed class StageTiming(Segmenter segmenter, BenchPicture picture, int rounds)
{
    static readonly PixelSize Size = new(0.01, 0.01);

    double _total;

    public void AddTo(Table table)
    {
        var manifest = segmenter.Package.Manifest;
        var decoded = Acsa.Dicom.Imaging.FrameDecoder.Decode(picture.Dataset, 0);
        var frame = FrameReader.Read(picture.Dataset, 1).Frame ?? throw new BenchException($"{picture.Name}: no frame.");
        var area = Calibrator.AnalysisArea(frame.Scale);
        var found = segmenter.Segment(frame.Grey, area, manifest.Structures[0]);
        var runs = manifest.Certainty is { Mirror: true } ? 2 : 1;
        var crop = frame.Grey.Crop(area);
        var inside = new PixelRectangle(0, 0, crop.Width - 1, crop.Height - 1);
        var (pool, planes) = (new TilePool(manifest), new PlanePool());
        var run = new FrameRun(manifest, crop, pool);
        var tile = run.Next()[0];
        var output = tile.Planes[0].Values.Select((_, i) => MathF.Sin(i * 0.001f) * 6).ToArray();
        var plane = Plane(frame.Grey, found.Mask).Crop(area);
        var structure = new StructurePlane(plane, null);
        var mask = MaskExtraction.Extract(structure, inside, manifest).Mask;
        // A phantom that the model does not outline would leave nothing to measure.
        if (found.Mask.CountInside() == 0 || found.Alternatives is not { } other) throw new BenchException($"{picture.Name}: no outline.");

        Add("decode", () => Acsa.Dicom.Imaging.FrameDecoder.Decode(picture.Dataset, 0));
        Add("frame: grey, picture, scale (with decoding)", () => FrameReader.Read(picture.Dataset, 1), isPartOf: true);
        if (decoded.IsColour)
        {
            Add("grey of colour", () => frame.Picture!.ToGrey());
            Add("coloured pixels", () => frame.Picture!.ColouredPixels(grey: frame.Grey));
        }
        else Add("picture of grey", () => frame.Grey.ToRgb());

        Add($"crop, resize, scale ×{runs}", () =>
        {
            for (var i = 0; i < runs; i++)
                pool.Return(new FrameRun(manifest, i == 0 ? frame.Grey.Crop(area) : crop.Mirrored(), pool).Next());
        });
        Add($"activation ×{runs}", () =>
        {
            for (var i = 0; i < runs; i++) OutputProbabilities.Add(output, manifest, tile.Planes, 1);
        });
        Add($"probabilities to the crop's grid ×{runs}", () =>
        {
            for (var i = 0; i < runs; i++) planes.Return(run.Restore([0], planes));
        });
        Add($"threshold, pieces, clean-up ×{runs}", () =>
        {
            for (var i = 0; i < runs; i++) MaskExtraction.Extract(structure, inside, manifest);
        });
        Add("inner and outer outline", () =>
        {
            MaskExtraction.Inner(plane, inside);
            MaskExtraction.Outer(plane, inside);
        });
        Add("certainty and statistics", () => MaskExtraction.Measure(plane, inside, mask));
        Add("masks into the image ×4", () =>
        {
            for (var i = 0; i < 4; i++) mask.PlaceInto(frame.Grey.Width, frame.Grey.Height, area);
        });
        Add("doubt", () => OutlineDoubt.Measure(frame.Grey, found.Mask, frame.ColouredPixels, other.Inner, other.Outer, other.Mirror));
        Add("grey level", () => GreyStatistics.Measure(frame.Grey, found.Mask, frame.ColouredPixels));
        Add("grey level by DeepACSA's rules", () => DeepAcsaEchogenicity.Measure(frame.Picture!, found.Mask));
        Add("thickness and width", () => MuscleShape.Measure(MuscleFrame.Of(found.Mask, Size)));
        var smooth = SmoothMask.Create(found.Mask, Size);
        Add("circumference", () => MaskPerimeter.Measure(found.Mask, Size, smooth));
        table.Add(segmenter.Package.Manifest.Id, picture.Name, "sum", _total.ToString("F2", Table.Culture) + " ms");

        void Add(string step, Action action, bool isPartOf = false)
        {
            // Long enough for the compiler's second tier.
            var warm = Stopwatch.StartNew();
            for (var i = 0; i < 60 || warm.ElapsedMilliseconds < 400; i++) action();
            var median = Statistics.Median(Enumerable.Range(0, rounds).Select(_ => ThreadClock.Milliseconds(action)));
            if (!isPartOf) _total += median;
            table.Add(segmenter.Package.Manifest.Id, picture.Name, step, median.ToString("F3", Table.Culture) + " ms");
        }
    }

    // Probabilities as a model's: sure inside, less so towards the border, with some speckle.
    static FloatPlane Plane(GreyImage grey, Mask mask)
    {
        var smooth = SmoothMask.Create(mask, Size) ?? throw new BenchException("No outline.");
        var plane = new FloatPlane(grey.Width, grey.Height);
        for (var y = 0; y < grey.Height; y++)
            for (var x = 0; x < grey.Width; x++)
                plane[x, y] = (float)Math.Clamp(smooth.At(x + 0.5, y + 0.5) * 0.98 + 1e-5 * grey[x, y], 1e-6, 1);
        return plane;
    }
}
