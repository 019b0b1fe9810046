using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;

namespace Acsa.Dicom;

/// <summary>A unique identifier, with what PS3.6 annex A registers about it (PS3.5 9).</summary>
public sealed partial class DicomUID : IEquatable<DicomUID>
{
    private const int MaximumLength = 64;

    private static readonly DicomUID?[] KnownUids = new DicomUID?[DicomUidData.Count];
    private static readonly Lazy<Dictionary<string, int>> KnownIndex = new(IndexKnown);
    private static readonly ConcurrentDictionary<string, DicomUID> Registered = new(StringComparer.Ordinal);

    /// <summary>A UID with its name and type.</summary>
    public DicomUID(string uid, string name, DicomUidType type, bool retired = false)
    {
        ArgumentNullException.ThrowIfNull(uid);
        UID = uid;
        Name = name;
        Type = type;
        IsRetired = retired;
    }

    /// <summary>The root under which derived UIDs may be made; unused by <see cref="Generate"/>, which needs no root.</summary>
    public static string RootUID { get; set; } = "2.25";

    /// <summary>The identifier: digits and dots.</summary>
    public string UID { get; }

    /// <summary>The registered name, or "Unknown".</summary>
    public string Name { get; }

    /// <summary>What it names.</summary>
    public DicomUidType Type { get; }

    /// <summary>Whether the standard has withdrawn it.</summary>
    public bool IsRetired { get; }

    /// <summary>Whether it names a storage class for images.</summary>
    public bool IsImageStorage => StorageCategory == DicomStorageCategory.Image;

    /// <summary>Whether it names a storage class for volumes.</summary>
    public bool IsVolumeStorage => StorageCategory == DicomStorageCategory.Volume;

    /// <summary>What kind of object the storage class stores.</summary>
    public DicomStorageCategory StorageCategory
    {
        get
        {
            if (!UID.StartsWith("1.2.840.10008.", StringComparison.Ordinal))
                return Type == DicomUidType.SOPClass ? DicomStorageCategory.Private : DicomStorageCategory.None;
            if (Type != DicomUidType.SOPClass || !Name.Contains("Storage", StringComparison.Ordinal)
                || Name.Contains("Storage Commitment", StringComparison.Ordinal)) return DicomStorageCategory.None;
            if (Name.Contains("Image Storage", StringComparison.Ordinal)) return DicomStorageCategory.Image;
            if (Name.Contains("Volume Storage", StringComparison.Ordinal)) return DicomStorageCategory.Volume;
            if (Name.Contains("Presentation State", StringComparison.Ordinal)) return DicomStorageCategory.PresentationState;
            if (Name.Contains("SR Storage", StringComparison.Ordinal) || this == KeyObjectSelectionDocumentStorage
                || this == ProcedureLogStorage) return DicomStorageCategory.StructuredReport;
            if (Name.Contains("Waveform Storage", StringComparison.Ordinal)) return DicomStorageCategory.Waveform;
            if (Name.StartsWith("Encapsulated", StringComparison.Ordinal)) return DicomStorageCategory.Document;
            return this == RawDataStorage ? DicomStorageCategory.Raw : DicomStorageCategory.Other;
        }
    }

    /// <summary>Equal identifiers.</summary>
    public static bool operator ==(DicomUID? a, DicomUID? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Different identifiers.</summary>
    public static bool operator !=(DicomUID? a, DicomUID? b) => !(a == b);

    /// <summary>Adds a UID to those that <see cref="Parse(string)"/> knows.</summary>
    public static void Register(DicomUID uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        Registered[uid.UID] = uid;
    }

    /// <summary>A new UID: 2.25 and a random UUID as a decimal number (PS3.5 B.2).</summary>
    public static DicomUID Generate() => DicomUIDGenerator.GenerateDerivedFromUUID();

    /// <summary>The UID with one more component.</summary>
    public static DicomUID Append(DicomUID baseUid, long nextSeq)
    {
        ArgumentNullException.ThrowIfNull(baseUid);
        var uid = string.Create(CultureInfo.InvariantCulture, $"{baseUid.UID}.{nextSeq}");
        return new DicomUID(uid, "SOP Instance UID", DicomUidType.SOPInstance);
    }

    /// <summary>Whether the text is 1 to 64 characters of components without leading zeros, separated by dots (PS3.5 9.1).</summary>
    public static bool IsValidUid(string? uid)
    {
        if (string.IsNullOrEmpty(uid) || uid.Length > MaximumLength) return false;
        for (var i = 0; i < uid.Length; i++)
        {
            var startsComponent = i == 0 || uid[i - 1] == '.';
            if (uid[i] == '.' ? startsComponent || i == uid.Length - 1 : !char.IsAsciiDigit(uid[i])) return false;
            if (uid[i] == '0' && startsComponent && i + 1 < uid.Length && uid[i + 1] != '.') return false;
        }
        return true;
    }

    /// <summary>The registered object of a UID, or a new one of unknown type; padding is trimmed.</summary>
    public static DicomUID Parse(string s) => Parse(s, "Unknown", DicomUidType.Unknown);

    /// <summary>The registered object of a UID, or a new one with this name and type; padding is trimmed.</summary>
    public static DicomUID Parse(string s, string name = "Unknown", DicomUidType type = DicomUidType.Unknown)
    {
        ArgumentNullException.ThrowIfNull(s);
        var uid = s.Trim(' ', '\0');
        if (!Registered.IsEmpty && Registered.TryGetValue(uid, out var registered)) return registered;
        return KnownIndex.Value.TryGetValue(uid, out var index) ? Known(index) : new DicomUID(uid, name, type);
    }

    /// <summary>All registered UIDs.</summary>
    public static IEnumerable<DicomUID> Enumerate() =>
        Enumerable.Range(0, DicomUidData.Count).Select(Known).Concat(Registered.Values);

    /// <inheritdoc/>
    public bool Equals(DicomUID? other) => other is not null && UID == other.UID;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DicomUID);

    /// <inheritdoc/>
    public override int GetHashCode() => UID.GetHashCode(StringComparison.Ordinal);

    /// <summary>Name and identifier.</summary>
    public override string ToString() => $"{Name} [{UID}]";

    /// <summary>2.25 and the bytes as one big-endian number.</summary>
    internal static string FromNumber(ReadOnlySpan<byte> bigEndian) =>
        "2.25." + new BigInteger(bigEndian, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);

    private static DicomUID Known(int index) => KnownUids[index] ??= DicomUidData.Create(index);

    private static Dictionary<string, int> IndexKnown()
    {
        var index = new Dictionary<string, int>(DicomUidData.Count, StringComparer.Ordinal);
        for (var i = 0; i < DicomUidData.Count; i++) index[DicomUidData.Uid(i)] = i;
        return index;
    }
}
