namespace Acsa.Dicom.IO.Reader;

/// <summary>How a data set is read.</summary>
internal sealed class DicomReadSettings
{
    internal static readonly DicomReadSettings Default = new();

    /// <summary>The file that large values may stay in, or null to bring all into memory.</summary>
    internal SourceFile? File { get; init; }

    /// <summary>Where the source begins in <see cref="File"/>.</summary>
    internal long FileOffset { get; init; }

    /// <summary>Values from this size on are large.</summary>
    internal long LargeObjectSize { get; init; } = Limits.LargeObject;

    /// <summary>Elements and items that there may be.</summary>
    internal int Elements { get; init; } = Limits.ElementsPerDataSet;

    /// <summary>How many bytes of values that are not large may come into memory, all together.</summary>
    internal long SmallValues { get; init; } = long.MaxValue;

    /// <summary>Whether large values are left out.</summary>
    internal bool SkipLarge { get; init; }

    /// <summary>Asked before each element whether reading ends there.</summary>
    internal Func<ParseState, bool>? Stop { get; init; }

    /// <summary>The character set where the data set names none.</summary>
    internal DicomCharacterSet Characters { get; init; } = DicomCharacterSet.Default;

    /// <summary>Asked for the group number of the next element whether it still belongs; null if all do.</summary>
    internal ushort? OnlyGroup { get; init; }
}
