namespace Acsa.Dicom;

/// <summary>What a peer or a file may make this library do, each with its reason.</summary>
internal static class Limits
{
    /// <summary>Sequences inside sequences. The deepest templates of the standard need about ten; each level costs stack.</summary>
    internal const int SequenceDepth = 64;

    /// <summary>
    /// Elements and items of one data set, all levels together. A segmentation of 10 000 frames has some 400 000; each costs about 150
    /// bytes of memory, and eight bytes of file are enough to ask for one.
    /// </summary>
    internal const int ElementsPerDataSet = 1_000_000;

    /// <summary>
    /// Elements that make room while others are put in their place, or that are looked at again because a character set or a private
    /// block changes behind them: PS3.5 7.1 orders elements by tag, and the few that writers misplace move some hundred. Ten thousand in
    /// reverse order reach this, after a fraction of a second.
    /// </summary>
    internal const long MovesPerDataSet = 50_000_000;

    /// <summary>Fragments of one encapsulated pixel data element: more than a day of video at 30 frames a second.</summary>
    internal const int Fragments = 4_000_000;

    /// <summary>Values from this size on stay in the file they are read from (fo-dicom's default).</summary>
    internal const int LargeObject = 64 * 1024;

    /// <summary>
    /// Fragments from this size on stay in the file: a video has thousands that are each below <see cref="LargeObject"/>.
    /// </summary>
    internal const int LargeFragment = 4 * 1024;

    /// <summary>Values up to this size share a chunk of memory with their neighbours; larger ones have their own.</summary>
    internal const int SharedValue = 1024;

    /// <summary>
    /// Bytes of one data set's values that are below <see cref="LargeObject"/>, and so in memory while it is analysed: the headers of
    /// 10 000 frames have some 20 MB. An object of 8 GB may be made of nothing else.
    /// </summary>
    internal const long SmallValues = 128L << 20;

    /// <summary>
    /// Bytes of one text: a report has some hundred kilobytes. As text it takes twice as much, its values one by one several times that, and
    /// a value that is asked for as text may be four gigabytes of anything.
    /// </summary>
    internal const int TextBytes = 16 * 1024 * 1024;

    /// <summary>Numbers of one value that are given as text: it is made of each.</summary>
    internal const int NumbersAsText = 1024 * 1024;

    /// <summary>Bytes of file meta information, private information (0002,0102) included: it is in memory, large values too.</summary>
    internal const long FileMetaInformation = 1024 * 1024;

    /// <summary>How much is read at a time while parsing.</summary>
    internal const int ReadChunk = 16 * 1024;

    /// <summary>How much is read at a time where the length that a value claims cannot be checked against what remains.</summary>
    internal const int UncheckedRead = 1024 * 1024;

    /// <summary>How much is copied at a time between files and streams.</summary>
    internal const int CopyPiece = 80 * 1024;

    /// <summary>
    /// An inflated data set. Deflate can grow a thousandfold, and an inflated value cannot stay in its file: it is in memory while it is
    /// analysed. Over 300 colour frames of 640 × 480 fit.
    /// </summary>
    internal const long InflatedDataSet = 256L << 20;

    /// <summary>Bytes of one value in JSON. Base64 is made in memory, and who reads JSON expects to hold it.</summary>
    internal const int InlineBinary = 1024 * 1024;

    /// <summary>Characters of a decimal string (PS3.5 6.2).</summary>
    internal const int LongestDecimalString = 16;
}
