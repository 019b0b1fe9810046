using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>One frame of a segment: the mask found in one frame (1-based) of the source.</summary>
internal sealed record SegmentFrame(int SourceFrame, Mask Mask);
