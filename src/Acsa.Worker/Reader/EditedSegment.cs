namespace Acsa.Worker.Reader;

/// <summary>An item of the Segment Sequence (0062,0002) as somebody else wrote it.</summary>
/// <param name="TrackingUid">Null when not given.</param>
/// <param name="AlgorithmType">AUTOMATIC, SEMIAUTOMATIC or MANUAL, or whatever stands there.</param>
sealed record EditedSegment(int Number, string Label, string? TrackingUid, string AlgorithmType, string AlgorithmName);
