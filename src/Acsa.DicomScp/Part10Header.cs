using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Acsa.DicomScp;

/// <summary>The start of a DICOM file (PS3.10 7.1): preamble, prefix and file meta information; the data set follows as received.</summary>
public static class Part10Header
{
    const int PreambleLength = 128;

    /// <summary>The bytes that precede the data set; the header must be writable (<see cref="InstanceHeader.IsWritable"/>).</summary>
    public static byte[] Build(InstanceHeader header)
    {
        if (!header.IsWritable) throw new ArgumentException("A UID of the header is empty, too long or not a UID.", nameof(header));

        using var meta = new MemoryStream();
        WriteVersion(meta);
        Write(meta, 0x0002, "UI", header.SopClassUid);
        Write(meta, 0x0003, "UI", header.SopInstanceUid);
        Write(meta, 0x0010, "UI", header.TransferSyntaxUid);
        Write(meta, 0x0012, "UI", DicomImplementation.ClassUID.UID);
        Write(meta, 0x0013, "SH", DicomImplementation.Version);
        Write(meta, 0x0016, "AE", Title(header.Caller.CallingAe)); // Kept so that an orphan of a crash still names its sender.

        var file = new byte[PreambleLength + 4 + 12 + meta.Length];
        "DICM"u8.CopyTo(file.AsSpan(PreambleLength));
        var groupLength = file.AsSpan(PreambleLength + 4, 12);
        // (0002,0000) UL, 4 bytes: the length of the group after this element.
        BinaryPrimitives.WriteUInt16LittleEndian(groupLength, 0x0002);
        "UL"u8.CopyTo(groupLength[4..]);
        BinaryPrimitives.WriteUInt16LittleEndian(groupLength[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(groupLength[8..], (uint)meta.Length);
        meta.GetBuffer().AsSpan(0, (int)meta.Length).CopyTo(file.AsSpan(PreambleLength + 16));
        return file;
    }

    /// <summary>Reads back the head of a file that <see cref="Build"/> began; false when it is not one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">Its header; called title and host are not kept in a file and come back empty.</param>
    /// <param name="dataSetOffset">Where the data set starts.</param>
    public static bool TryRead(string file, [NotNullWhen(true)] out InstanceHeader? header, out long dataSetOffset)
    {
        header = null;
        dataSetOffset = 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        var start = new byte[PreambleLength + 4 + 12];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length) return false;
        if (!start.AsSpan(PreambleLength, 4).SequenceEqual("DICM"u8)) return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(PreambleLength + 12));
        if (length > Limits.FileMetaLength) return false;
        var meta = new byte[length];
        if (stream.ReadAtLeast(meta, meta.Length, throwOnEndOfStream: false) < meta.Length) return false;

        var values = ReadValues(meta);
        header = new(
            values.GetValueOrDefault((ushort)0x0002, ""), values.GetValueOrDefault((ushort)0x0003, ""),
            values.GetValueOrDefault((ushort)0x0010, ""),
            new Caller(values.GetValueOrDefault((ushort)0x0016, ""), "", "", ""));
        dataSetOffset = start.Length + length;
        return true;
    }

    static Dictionary<ushort, string> ReadValues(ReadOnlySpan<byte> meta)
    {
        var values = new Dictionary<ushort, string>();
        while (meta.Length >= 8)
        {
            var element = BinaryPrimitives.ReadUInt16LittleEndian(meta[2..]);
            var isLong = meta[4] == 'O' || (meta[4] == 'U' && meta[5] is (byte)'N' or (byte)'T');
            if (isLong && meta.Length < 12) break;
            var head = isLong ? 12 : 8;
            var length = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(meta[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(meta[6..]);
            if (length > meta.Length - head) break;
            values[element] = Encoding.ASCII.GetString(meta.Slice(head, (int)length)).TrimEnd('\0', ' ');
            meta = meta[(head + (int)length)..];
        }

        return values;
    }

    // (0002,0001) OB: | tag 4 | "OB" | 0 0 | length 4 | 00 01 |, an explicit VR with a 32-bit length (PS3.5 7.1.2).
    static void WriteVersion(Stream to) => to.Write([2, 0, 1, 0, (byte)'O', (byte)'B', 0, 0, 2, 0, 0, 0, 0, 1]);

    // | group 2 | element 2 | VR 2 | length 2 | value, padded to even |
    static void Write(Stream to, ushort element, string vr, string value)
    {
        var padded = value.Length % 2 == 0 ? value : value + (vr == "UI" ? '\0' : ' ');
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(head, 0x0002);
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], element);
        Encoding.ASCII.GetBytes(vr, head[4..]);
        BinaryPrimitives.WriteUInt16LittleEndian(head[6..], (ushort)padded.Length);
        to.Write(head);
        to.Write(Encoding.ASCII.GetBytes(padded));
    }

    static string Title(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= Limits.AeTitleLength ? trimmed : trimmed[..Limits.AeTitleLength];
    }
}
