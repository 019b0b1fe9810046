namespace Acsa.Acquisition;

/// <summary>What is compared before anything is believed or allocated, each with its reason.</summary>
internal static class Limits
{
    /// <summary>Scanners write up to about ten regions; more are not read.</summary>
    public const int MaxRegions = 64;

    /// <summary>A still or frame larger than this is no ultrasound picture (the widest panoramas are near 4000 pixels).</summary>
    public const int MaxImageSide = 16384;

    /// <summary>Pixels of one frame: keeps a decoded frame (grey, colour and mask) under 400 MB.</summary>
    public const long MaxFramePixels = 64L * 1024 * 1024;

    /// <summary>Frames of one clip: an hour at 100 frames per second.</summary>
    public const int MaxFrames = 360_000;

    /// <summary>Bytes of a value that is read as a number or a text; a longer one is none that a scanner writes.</summary>
    public const uint MaxValueBytes = 64 * 1024;

    /// <summary>Characters of one descriptive text that are searched for names.</summary>
    public const int MaxTextLength = 1024;

    /// <summary>Items of a code sequence that are read.</summary>
    public const int MaxCodeItems = 16;

    /// <summary>
    /// A region may stand out of the image by this share of the image's side, or <see cref="RegionOverhangPixels"/>, and is clipped.
    /// </summary>
    public const double RegionOverhangShare = 0.01;

    /// <summary>
    /// See <see cref="RegionOverhangShare"/>: scanners write bounds that are off by one or two pixels. As many lines may two pictures share.
    /// </summary>
    public const int RegionOverhangPixels = 2;

    /// <summary>Smallest believable pixel, mm: a 50 MHz probe resolves about 0.03 mm.</summary>
    public const double MinPixelMm = 0.01;

    /// <summary>Largest believable pixel, mm.</summary>
    public const double MaxPixelMm = 1.0;

    /// <summary>Pixels smaller than this, mm, are possible and unusual: 3 cm of depth on 1000 rows have it.</summary>
    public const double SmallPixelMm = 0.03;

    /// <summary>Width over height of a pixel, or its inverse, from which the shape is unusual.</summary>
    public const double UnusualPixelShape = 2;

    /// <summary>Height of a scan picture, cm, that no transducer for muscles reaches.</summary>
    public const double DeepPictureCm = 40;

    /// <summary>
    /// Height of the scan picture over the stated depth of scan, least and most that agree: a zoomed picture shows less than the depth, a
    /// curved panorama more.
    /// </summary>
    public const double LeastShareOfDepth = 0.4;

    /// <summary>See <see cref="LeastShareOfDepth"/>.</summary>
    public const double MostShareOfDepth = 2.5;

    /// <summary>Scan pictures of one image that are analysed, each for itself.</summary>
    public const int MaxPictures = 4;

    /// <summary>A scan picture of less than this share of the largest one's pixels is an inset.</summary>
    public const double InsetShare = 0.25;

    /// <summary>A scan picture of which at least this share lies in an analysed one is that one.</summary>
    public const double CoveredShare = 0.9;

    /// <summary>Two regions state the same scale when their pixel sizes differ by at most this share.</summary>
    public const double ScaleAgreement = 0.001;

    /// <summary>Region and Pixel Spacing contradict each other when they differ by more than this share.</summary>
    public const double SourceAgreement = 0.01;

    /// <summary>Grey levels up to this are background of a scanner's screen or noise of compression, not tissue.</summary>
    public const int DarkLevel = 8;

    /// <summary>
    /// Part of a region's border that has to be lit on both sides before it is asked whether the picture goes on there. Simulated
    /// pictures stay under 0.1, resized ones were over 0.5.
    /// </summary>
    public const double ContinuedShare = 0.25;

    /// <summary>Correlation of the lines on both sides of the border from which they are one picture: over 0.94 in resized
    /// images.</summary>
    public const double ContinuedCorrelation = 0.9;

    /// <summary>Part of the pixels with bits above the high bit from which the stated depth is doubted: an overlay kept there has
    /// few.</summary>
    public const double OverflowShare = 0.01;

    /// <summary>Standard deviation, grey levels, under which a line is a plain background.</summary>
    public const double FlatDeviation = 2;

    /// <summary>Ticks that make a ruler; fewer equal distances are chance.</summary>
    public const int MinRulerTicks = 5;

    /// <summary>Marks on one line of pixels beyond which it is a line of echoes, and not searched.</summary>
    public const int MaxMarksOnLine = 160;

    /// <summary>Least distance of ticks, pixels; closer ones cannot be told from a texture.</summary>
    public const double MinTickPeriod = 8;

    /// <summary>How far a tick may lie from where it is expected, pixels: they are drawn on whole pixels.</summary>
    public const double TickTolerance = 1.2;

    /// <summary>The same as a share of the ticks' distance, while that is known from two of them only.</summary>
    public const double TickToleranceShare = 0.02;

    /// <summary>Root mean square of the same over all ticks of a ruler, pixels: rounding alone gives 0.3.</summary>
    public const double MaxTickScatter = 0.75;

    /// <summary>Ticks of a ruler that may be hidden, as a share of those found.</summary>
    public const double HiddenTickShare = 0.15;

    /// <summary>Marks between ticks that are none, as a share of the ticks: the pointer of a focus zone, a letter.</summary>
    public const double ForeignMarkShare = 0.34;

    /// <summary>Grey levels by which a tick is brighter than what lies before and behind it.</summary>
    public const int TickContrast = 40;

    /// <summary>Least distance, pixels, at which a tick's brightness is compared; its thickness at most.</summary>
    public const int MinTickReach = 5;

    /// <summary>Length of a tick, pixels, beyond which it is a line of another kind.</summary>
    public const int MaxTickLength = 40;

    /// <summary>Width, pixels, of the bands inside and outside the picture's borders in which a ruler is searched, at least.</summary>
    public const int RulerBandPixels = 24;

    /// <summary>The band inside as a share of the picture's side.</summary>
    public const double RulerInnerShare = 0.04;

    /// <summary>The band outside as a share of the picture's side.</summary>
    public const double RulerOuterShare = 0.12;

    /// <summary>Part of a ruler's length that lies along the picture it belongs to.</summary>
    public const double RulerOverlapShare = 0.6;

    /// <summary>Least length of a scanner's ruler, cm, where nothing else tells what its ticks stand for.</summary>
    public const double LeastRulerCm = 1.5;

    /// <summary>Most length of the same, cm.</summary>
    public const double MostRulerCm = 35;

    /// <summary>Part of the picture's side along which a ruler runs at least; lines of text are shorter.</summary>
    public const double RulerSpanShare = 0.4;

    /// <summary>A picture of at least this share of the image's side is searched as a whole: it states no border.</summary>
    public const double WholeScreenShare = 0.95;

    /// <summary>Ruler and stated scale contradict each other when they differ by more than this share.</summary>
    public const double RulerAgreement = 0.03;

    /// <summary>Least grey level of a drawn mark.</summary>
    public const int DrawnLevel = 100;

    /// <summary>Grey levels within which a drawn stroke is one: compression moves them.</summary>
    public const int DrawnTolerance = 8;

    /// <summary>Pixels of the smallest mark that is looked for: half a caliper's cross.</summary>
    public const int DrawnPixels = 10;

    /// <summary>Pixels of one stroke beyond which it is a bright surface.</summary>
    public const int MaxDrawnPixels = 4000;

    /// <summary>Fall in grey levels, from one pixel to the next, at the border of a drawn stroke.</summary>
    public const int DrawnEdge = 60;

    /// <summary>Grey levels by which it may go on falling over the next two pixels.</summary>
    public const int DrawnFadeOut = 40;

    /// <summary>Part of a stroke's border that falls off so.</summary>
    public const double DrawnSharpShare = 0.7;
}
