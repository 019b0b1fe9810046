namespace Acsa.Benchmarks.Corpora;

/// <summary>A folder of DICOM files of one kind.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Files">Full paths, in order.</param>
/// <param name="Bytes">Of all files together.</param>
sealed record Corpus(string Name, IReadOnlyList<string> Files, long Bytes);
