using System.Buffers.Binary;
using System.Text;

namespace Acsa.Dicom.Tests.IO;

/// <summary>Builds the bytes of a data set element by element, right or wrong.</summary>
internal sealed class DataSetBytes(bool isExplicit = true, bool bigEndian = false)
{
    private readonly MemoryStream _bytes = new();

    public const uint Undefined = 0xFFFFFFFF;

    public byte[] ToArray() => _bytes.ToArray();

    public DataSetBytes Text(uint tag, string vr, string value)
    {
        var text = value.Length % 2 == 0 ? value : value + (vr == "UI" ? '\0' : ' ');
        return Element(tag, vr, Encoding.Latin1.GetBytes(text));
    }

    public DataSetBytes UInt16(uint tag, string vr, ushort value) => Element(tag, vr, Number(value));

    public DataSetBytes Element(uint tag, string vr, params byte[] value) => Header(tag, vr, (uint)value.Length).Raw(value);

    /// <summary>| tag 4 | VR 2 | length 2 | or | tag 4 | VR 2 | 0 2 | length 4 | or, in implicit VR, | tag 4 | length 4 |</summary>
    public DataSetBytes Header(uint tag, string vr, uint length)
    {
        Tag(tag);
        if (!isExplicit) return Raw(Number(length));
        Raw(Encoding.ASCII.GetBytes(vr));
        return vr is "OB" or "OW" or "OF" or "OD" or "OL" or "OV" or "SQ" or "UC" or "UN" or "UR" or "UT" or "SV" or "UV"
            ? Raw(0, 0).Raw(Number(length)) : Raw(Number((ushort)length));
    }

    public DataSetBytes Item(uint length = Undefined) => Tag(0xFFFEE000).Raw(Number(length));

    public DataSetBytes EndItem() => Tag(0xFFFEE00D).Raw(0, 0, 0, 0);

    public DataSetBytes EndSequence() => Tag(0xFFFEE0DD).Raw(0, 0, 0, 0);

    public DataSetBytes Raw(params byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    private DataSetBytes Tag(uint tag) => Raw(Number((ushort)(tag >> 16))).Raw(Number((ushort)tag));

    private byte[] Number(ushort value)
    {
        var bytes = new byte[2];
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private byte[] Number(uint value)
    {
        var bytes = new byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
