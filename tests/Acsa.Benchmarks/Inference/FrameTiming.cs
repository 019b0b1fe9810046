using System.Diagnostics;
using Acsa.Acquisition;
using Acsa.Measurement;
using Acsa.Segmentation;

namespace Acsa.Benchmarks.Inference;

/// <summary>Times a frame's whole way and the bare run by turns, so that what else the machine does burdens both.</summary>
sealed class FrameTiming(Segmenter segmenter, BareModel bare, BenchPicture picture, int rounds)
{
    readonly List<double> _bare = [];
    readonly List<double> _frame = [];
    readonly List<double> _decode = [];
    readonly List<double> _around = [];
    readonly List<double> _measure = [];
    readonly List<double> _overhead = [];

    public void AddTo(Table table)
    {
        var run = bare.Prepare(bare.InputsOfFrame, out var tensors);
        using (tensors)
        {
            // Long enough for the compiler's second tier.
            var warm = Stopwatch.StartNew();
            while (warm.Elapsed < TimeSpan.FromSeconds(3)) Once(run);
            foreach (var list in new[] { _bare, _frame, _decode, _around, _measure, _overhead }) list.Clear();
            for (var i = 0; i < rounds; i++) Once(run);
        }

        table.Add(segmenter.Package.Manifest.Id, picture.Name, Text(_bare), Text(_frame),
            (100 * Statistics.Median(_overhead)).ToString("F1", Table.Culture) + " %", Text(_decode), Text(_around), Text(_measure));
    }

    void Once(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        var alone = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        start = Stopwatch.GetTimestamp();
        var frame = FrameReader.Read(picture.Dataset, 1).Frame ?? throw new BenchException($"{picture.Name}: no frame.");
        var decoded = Stopwatch.GetTimestamp();
        var area = Calibrator.AnalysisArea(frame.Scale);
        var found = segmenter.Segment(frame.Grey, area, segmenter.Package.Manifest.Structures[0]);
        var outlined = Stopwatch.GetTimestamp();
        var doubt = found.Alternatives is { } other
            ? OutlineDoubt.Measure(frame.Grey, found.Mask, frame.ColouredPixels, other.Inner, other.Outer, other.Mirror) : null;
        Measurer.Measure(frame.Grey, found.Mask, frame.ColouredPixels, new(0.01, 0.01), doubt, null, frame.Picture);
        var end = Stopwatch.GetTimestamp();

        var (decode, measure) = (Elapsed(start, decoded), Elapsed(outlined, end));
        var around = Elapsed(decoded, outlined) - found.InferenceTime.TotalMilliseconds;
        _bare.Add(alone);
        _frame.Add(Elapsed(start, end));
        _decode.Add(decode);
        _around.Add(around);
        _measure.Add(measure);
        // Against the model's own time in the same frame: two runs of a model differ by more than what is measured here.
        _overhead.Add((decode + around + measure) / found.InferenceTime.TotalMilliseconds);
    }

    static double Elapsed(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    static string Text(List<double> times) => Statistics.Median(times).ToString("F2", Table.Culture) + " ms";
}
