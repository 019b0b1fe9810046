using System.Collections.Concurrent;

using Acsa.Dicom.IO;

namespace Acsa.Dicom;

/// <summary>How a data set and its pixel data are encoded (PS3.5 10 and annex A).</summary>
public sealed partial class DicomTransferSyntax : IEquatable<DicomTransferSyntax>
{
    private static readonly ConcurrentDictionary<string, DicomTransferSyntax> Entries;

    // The constants stand in another file; only a static constructor is sure to run after them.
    static DicomTransferSyntax() => Entries = new(Standard().ToDictionary(syntax => syntax.UID.UID), StringComparer.Ordinal);

    private DicomTransferSyntax(DicomUID uid) => UID = uid;

    /// <summary>The syntaxes that are known.</summary>
    public static IEnumerable<DicomTransferSyntax> KnownEntries => Entries.Values;

    /// <summary>The identifier.</summary>
    public DicomUID UID { get; }

    /// <summary>Whether the standard has withdrawn it.</summary>
    public bool IsRetired { get; private init; }

    /// <summary>Whether each element carries its value representation.</summary>
    public bool IsExplicitVR { get; private init; }

    /// <summary>Whether pixel data is compressed, in fragments.</summary>
    public bool IsEncapsulated { get; private init; }

    /// <summary>Whether compression loses information.</summary>
    public bool IsLossy { get; private init; }

    /// <summary>The term for Lossy Image Compression Method (0028,2114), or null.</summary>
    public string? LossyCompressionMethod { get; private init; }

    /// <summary>Whether the data set itself is compressed.</summary>
    public bool IsDeflate { get; private init; }

    /// <summary>The byte order.</summary>
    public Endian Endian { get; private init; } = Endian.Little;

    /// <summary>Whether pixel data has another byte order than the data set (a GE private syntax).</summary>
    public bool SwapPixelData { get; private init; }

    internal bool IsBigEndian => Endian == Endian.Big;

    /// <summary>Equal identifiers.</summary>
    public static bool operator ==(DicomTransferSyntax? a, DicomTransferSyntax? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Different identifiers.</summary>
    public static bool operator !=(DicomTransferSyntax? a, DicomTransferSyntax? b) => !(a == b);

    /// <summary>The syntax of this UID; an unknown one is taken for an encapsulated explicit VR little endian syntax.</summary>
    public static DicomTransferSyntax Parse(string uid) =>
        Query(DicomUID.Parse(uid)) ?? Unregistered(DicomUID.Parse(uid, "Unknown", DicomUidType.TransferSyntax));

    /// <summary>The syntax of this UID.</summary>
    /// <exception cref="DicomDataException">The UID is known as something else than a transfer syntax, or not known.</exception>
    public static DicomTransferSyntax Lookup(DicomUID uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return Query(uid) ?? (uid.Type == DicomUidType.TransferSyntax
            ? Unregistered(uid)
            : throw new DicomDataException($"UID {uid.UID} is not a known transfer syntax"));
    }

    /// <summary>The syntax of this UID, or null.</summary>
    public static DicomTransferSyntax? Query(DicomUID uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return Entries.GetValueOrDefault(uid.UID);
    }

    /// <summary>Makes an encapsulated explicit VR little endian syntax known.</summary>
    public static DicomTransferSyntax Register(DicomUID uid) => Register(uid, Endian.Little);

    /// <summary>Makes a syntax known.</summary>
    public static DicomTransferSyntax Register(DicomUID uid, Endian endian, bool isExplicitVR = true, bool isEncapsulated = true)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return Entries.GetOrAdd(uid.UID, static (_, added) => new DicomTransferSyntax(added.uid)
        {
            Endian = added.endian,
            IsExplicitVR = added.isExplicitVR,
            IsEncapsulated = added.isEncapsulated,
        }, (uid, endian, isExplicitVR, isEncapsulated));
    }

    /// <summary>Forgets a syntax.</summary>
    public static bool Unregister(DicomUID uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return Entries.TryRemove(uid.UID, out _);
    }

    /// <summary>Forgets a syntax.</summary>
    public static bool Unregister(DicomTransferSyntax ts)
    {
        ArgumentNullException.ThrowIfNull(ts);
        return Unregister(ts.UID);
    }

    /// <inheritdoc/>
    public bool Equals(DicomTransferSyntax? other) => other is not null && UID == other.UID;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DicomTransferSyntax);

    /// <inheritdoc/>
    public override int GetHashCode() => UID.GetHashCode();

    /// <summary>The registered name.</summary>
    public override string ToString() => UID.Name;

    private static DicomTransferSyntax Unregistered(DicomUID uid) => new(uid) { IsExplicitVR = true, IsEncapsulated = true };
}
