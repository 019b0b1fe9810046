namespace Acsa.Worker.Studies;

/// <summary>The pure part of the node: an instance's file in, findings and result objects out.</summary>
interface IInstanceAnalyser
{
    /// <summary>Analyses one file. What the file itself is to blame for is an answer; anything else is a <see
    /// cref="TransientStageException"/>.</summary>
    /// <param name="file">Path of a DICOM file.</param>
    /// <param name="runAt">The time that the results bear.</param>
    InstanceAnalysis Analyse(string file, DateTimeOffset runAt, CancellationToken stop);

    /// <summary>The same for a file, or a person, of which something is known from before.</summary>
    InstanceAnalysis Analyse(string file, AnalysisPast past, DateTimeOffset runAt, CancellationToken stop) =>
        Analyse(file, runAt, stop);

    /// <summary>The same by some models alone.</summary>
    /// <param name="models">Their ids; null = any.</param>
    InstanceAnalysis Analyse(string file, AnalysisPast past, DateTimeOffset runAt, IReadOnlySet<string>? models, CancellationToken stop) =>
        Analyse(file, past, runAt, stop);
}
