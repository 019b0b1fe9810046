namespace Acsa.Dicom.IO;

/// <summary>The byte order of numbers.</summary>
public readonly record struct Endian
{
    private readonly bool _isBigEndian;

    private Endian(bool isBigEndian) => _isBigEndian = isBigEndian;

    /// <summary>Least significant byte first.</summary>
    public static Endian Little => new(false);

    /// <summary>Most significant byte first.</summary>
    public static Endian Big => new(true);

    /// <summary>The order of this machine.</summary>
    public static Endian LocalMachine => new(!BitConverter.IsLittleEndian);

    /// <summary>The order of networks: big endian.</summary>
    public static Endian Network => Big;

    /// <inheritdoc/>
    public override string ToString() => _isBigEndian ? "Big Endian" : "Little Endian";
}
