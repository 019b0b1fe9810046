namespace Acsa.Worker.Reader;

/// <summary>What a frame of a Segmentation lies on.</summary>
/// <param name="Index">Of the frame, from 0.</param>
/// <param name="SourceUid">SOP Instance UID of the image.</param>
/// <param name="SourceFrame">1-based; null when not given.</param>
sealed record EditedFrame(int Index, int SegmentNumber, string SourceUid, int? SourceFrame);
