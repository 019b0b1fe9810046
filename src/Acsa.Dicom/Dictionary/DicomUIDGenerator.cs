using System.Collections.Concurrent;

namespace Acsa.Dicom;

/// <summary>Makes new UIDs, and gives the same new UID for the same old one.</summary>
public sealed class DicomUIDGenerator
{
    private const int UuidSize = 16;

    private readonly ConcurrentDictionary<string, DicomUID> _replacements = new(StringComparer.Ordinal);

    /// <summary>2.25 and a random UUID as a decimal number (PS3.5 B.2).</summary>
    public static DicomUID GenerateDerivedFromUUID()
    {
        Span<byte> uuid = stackalloc byte[UuidSize];
        Guid.NewGuid().TryWriteBytes(uuid, bigEndian: true, out _);
        return new DicomUID(DicomUID.FromNumber(uuid), "SOP Instance UID", DicomUidType.SOPInstance);
    }

    /// <summary>The new UID that stands for <paramref name="sourceUid"/>; the same one each time.</summary>
    public DicomUID Generate(DicomUID sourceUid)
    {
        ArgumentNullException.ThrowIfNull(sourceUid);
        return _replacements.GetOrAdd(sourceUid.UID, static _ => GenerateDerivedFromUUID());
    }

    /// <summary>Replaces every instance UID of the data set and its items; registered UIDs stay.</summary>
    public void RegenerateAll(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        foreach (var item in dataset.ToArray())
        {
            if (item is DicomSequence sequence)
                foreach (var inner in sequence.Items) RegenerateAll(inner);
            else if (item is DicomUniqueIdentifier element)
                dataset.AddOrUpdate(new DicomUniqueIdentifier(element.Tag, Array.ConvertAll(element.Get<DicomUID[]>(), Replace)));
        }
    }

    private DicomUID Replace(DicomUID uid) =>
        uid.Type is DicomUidType.Unknown or DicomUidType.SOPInstance && !uid.UID.StartsWith("1.2.840.10008.", StringComparison.Ordinal)
            ? Generate(uid) : uid;
}
