using System.Buffers.Binary;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Attribute Tag (AT).</summary>
public sealed class DicomAttributeTag : DicomElement
{
    private const int TagSize = 4;

    /// <summary>An element of these tags.</summary>
    public DicomAttributeTag(DicomTag tag, params DicomTag[] values) : base(tag, ToBuffer(values))
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomAttributeTag(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override int Count => (int)(Buffer.Size / TagSize);

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.AT;

    /// <summary>The tags.</summary>
    public IEnumerable<DicomTag> Values => Get<DicomTag[]>();

    /// <inheritdoc/>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(DicomTag[]) || typeof(T) == typeof(object[])) return (T)(object)ToArray();
        if (typeof(T) == typeof(string[])) return (T)(object)Array.ConvertAll(ToArray(), tag => tag.ToString());
        if (typeof(T) == typeof(string) && item < 0) return (T)(object)string.Join('\\', ToArray().Select(tag => tag.ToString()));
        var index = Math.Max(item, 0);
        CheckIndex(index);
        var value = TagAt(index);
        if (typeof(T) == typeof(DicomTag) || typeof(T) == typeof(object)) return (T)(object)value;
        return typeof(T) == typeof(string) ? (T)(object)value.ToString() : throw CannotConvert<T>();
    }

    private DicomTag TagAt(int index)
    {
        var bytes = Buffer.GetSpan()[(index * TagSize)..];
        uint group = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return DicomTag.FromValue(group << 16 | BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
    }

    private DicomTag[] ToArray()
    {
        var tags = new DicomTag[Count];
        for (var i = 0; i < tags.Length; i++) tags[i] = TagAt(i);
        return tags;
    }

    private static IByteBuffer ToBuffer(DicomTag[] values)
    {
        if (values.Length == 0) return EmptyBuffer.Value;
        var bytes = new byte[values.Length * TagSize];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * TagSize), values[i].Group);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * TagSize + 2), values[i].Element);
        }
        return new MemoryByteBuffer(bytes);
    }
}
