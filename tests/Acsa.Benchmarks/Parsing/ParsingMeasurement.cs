namespace Acsa.Benchmarks.Parsing;

/// <summary>One pass of one candidate over one corpus.</summary>
/// <param name="Candidate">What the table calls it.</param>
/// <param name="Corpus">The corpus.</param>
/// <param name="What">"headers" (up to Pixel Data) or "whole".</param>
/// <param name="Files">How many files.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">CPU time of the process, user and system.</param>
/// <param name="Elements">Elements of the top level, all files together; shows that all candidates read the same.</param>
/// <param name="Allocated">Bytes of managed memory, or null where that is not known.</param>
sealed record ParsingMeasurement(
    string Candidate, string Corpus, string What, int Files, double Seconds, double CpuSeconds, long Elements, long? Allocated);
