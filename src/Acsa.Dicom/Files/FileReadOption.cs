namespace Acsa.Dicom;

/// <summary>What happens to large values when a file is opened.</summary>
public enum FileReadOption
{
    /// <summary>The same as <see cref="ReadLargeOnDemand"/>.</summary>
    Default,

    /// <summary>They stay in the file until they are asked for.</summary>
    ReadLargeOnDemand,

    /// <summary>They are left out.</summary>
    SkipLargeTags,

    /// <summary>They are read into memory.</summary>
    ReadAll,
}
