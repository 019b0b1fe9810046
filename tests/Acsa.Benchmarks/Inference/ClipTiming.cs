using System.Diagnostics;
using Acsa.Acquisition;
using Acsa.Measurement;
using Acsa.Segmentation;

namespace Acsa.Benchmarks.Inference;

/// <summary>
/// Frames of a clip one after the other and at a time: while one is in the model, others are decoded, cleaned up and measured.
/// </summary>
sealed class ClipTiming(Segmenter segmenter, BenchPicture picture, int frames)
{
    public void AddTo(Table table)
    {
        // By turns, the better of three each: what else the machine does burdens both.
        var (one, together) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 3; round++)
        {
            one = Math.Min(one, Seconds(() =>
            {
                for (var i = 0; i < frames; i++) Analyse();
            }));
            together = Math.Min(together, Seconds(() => Parallel.For(0, frames, _ => Analyse())));
        }

        table.Add(segmenter.Package.Manifest.Id, picture.Name, frames, (frames / one).ToString("F1", Table.Culture),
            (frames / together).ToString("F1", Table.Culture), (one / together).ToString("F2", Table.Culture));
    }

    void Analyse()
    {
        var frame = FrameReader.Read(picture.Dataset, 1).Frame ?? throw new BenchException($"{picture.Name}: no frame.");
        var found = segmenter.Segment(frame.Grey, Calibrator.AnalysisArea(frame.Scale), segmenter.Package.Manifest.Structures[0]);
        var doubt = found.Alternatives is { } other
            ? OutlineDoubt.Measure(frame.Grey, found.Mask, frame.ColouredPixels, other.Inner, other.Outer, other.Mirror) : null;
        Measurer.Measure(frame.Grey, found.Mask, frame.ColouredPixels, new(0.01, 0.01), doubt, null, frame.Picture);
    }

    static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
