using System.Globalization;
using Acsa.Imaging;
using Acsa.Reporting;
using Acsa.Worker.Delivery;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Commands;

/// <summary>Analyses many files, several at a time, and writes what comes of each beside the others. One bad file stops nothing.</summary>
sealed class AnalysisBatch(IInstanceAnalyser analyser, string output, IReadOnlySet<ResultKind> kinds)
{
    /// <summary>The time that all results of the batch bear.</summary>
    readonly DateTimeOffset _runAt = TimeProvider.System.GetLocalNow();
    int _analysed;

    /// <summary>How many files gave at least one finding.</summary>
    public int Analysed => _analysed;

    /// <returns>One entry for each finding, in the order of the files.</returns>
    public async Task<IReadOnlyList<ResultEntry>> RunAsync(IReadOnlyList<string> files, Action tick, CancellationToken stop)
    {
        Directory.CreateDirectory(output);
        var names = OutputNames.For(files);
        var entries = new IReadOnlyList<ResultEntry>[files.Count];
        await Parallel.ForAsync(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = stop }, (index, cancel) =>
        {
            entries[index] = Analyse(files[index], names[index], cancel);
            tick();
            return ValueTask.CompletedTask;
        });
        return [.. entries.SelectMany(some => some)];
    }

    IReadOnlyList<ResultEntry> Analyse(string file, string name, CancellationToken stop)
    {
        var shown = Path.GetFileName(file);
        var analysis = Run(file, stop);
        if (analysis.Findings.Count == 0)
            return [ResultEntry.Refused(shown, analysis.SopInstanceUid, analysis.Reasons).With(analysis.Facts)];

        Interlocked.Increment(ref _analysed);
        foreach (var result in analysis.Results.Where(result => kinds.Contains(result.Kind)))
        {
            var which = result.FrameNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $".frame{number}") : "";
            result.File.Save(Path.Combine(output, $"{name}{which}.{result.Kind.Name()}.dcm"));
        }

        var first = analysis.Overlays.Keys.DefaultIfEmpty(1).Min();
        foreach (var (frame, picture) in analysis.Overlays)
        {
            var which = frame == first ? "" : string.Create(CultureInfo.InvariantCulture, $".frame{frame}");
            PngWriter.Write(Path.Combine(output, $"{name}{which}.overlay.png"), picture);
        }

        var entries = analysis.Findings.Select(finding => ResultEntry.From(finding, analysis.SopInstanceUid!, shown).With(analysis.Facts));
        // Frames that could not be read are not passed over in silence.
        return analysis.Reasons.Count == 0
            ? [.. entries]
            : [.. entries, ResultEntry.Refused(shown, analysis.SopInstanceUid, analysis.Reasons).With(analysis.Facts)];
    }

    InstanceAnalysis Run(string file, CancellationToken stop)
    {
        try
        {
            return analyser.Analyse(file, _runAt, stop);
        }
        catch (TransientStageException error)
        {
            return InstanceAnalysis.Failed(null, error.Failure); // Nobody waits here to try again; the other files go on.
        }
    }
}
