namespace Acsa.Dicom;

/// <summary>The name under which a vendor reserves a block of private elements (PS3.5 7.8.1).</summary>
public sealed class DicomPrivateCreator : IEquatable<DicomPrivateCreator>, IComparable<DicomPrivateCreator>, IComparable
{
    /// <summary>A creator of this name.</summary>
    public DicomPrivateCreator(string creator)
    {
        ArgumentNullException.ThrowIfNull(creator);
        Creator = creator;
    }

    /// <summary>The name as it stands in the private creator element.</summary>
    public string Creator { get; }

    /// <summary>Ordinal order of the names.</summary>
    public int CompareTo(DicomPrivateCreator? other) => other is null ? 1 : string.CompareOrdinal(Creator, other.Creator);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as DicomPrivateCreator);

    /// <inheritdoc/>
    public bool Equals(DicomPrivateCreator? other) => other is not null && Creator == other.Creator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DicomPrivateCreator);

    /// <inheritdoc/>
    public override int GetHashCode() => Creator.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Creator;
}
