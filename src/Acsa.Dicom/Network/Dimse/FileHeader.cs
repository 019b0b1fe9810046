using System.Buffers.Binary;
using System.Text;

namespace Acsa.Dicom.Network.Dimse;

/// <summary>What sending a file needs to know of it: its class, instance and transfer syntax, and where its data set starts.</summary>
/// <remarks>PS3.10 7.1: 128 bytes preamble, "DICM", then group 0002 in explicit VR little endian; the data set follows.</remarks>
internal sealed record FileHeader(string SopClassUid, string SopInstanceUid, string TransferSyntaxUid, long DataSetOffset)
{
    private const int PreambleLength = 128;

    // Group 0002 is some hundred bytes; private information (0002,0102) may make it longer, and is not wanted here.
    private const int LongestRead = 64 * 1024;

    /// <exception cref="DicomFileException">The file cannot be read, is not a DICOM file, or lacks one of the three.</exception>
    public static FileHeader Read(string path)
    {
        try
        {
            return ReadCore(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DicomDataException)
        {
            throw new DicomFileException(new DicomFile(), "Cannot send the DICOM file: " + e.Message, e);
        }
    }

    private static FileHeader ReadCore(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var length = RandomAccess.GetLength(file);
        var bytes = new byte[(int)Math.Min(length, LongestRead)];
        var filled = 0;
        while (filled < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(filled), filled) is > 0 and var read) filled += read;
        return Parse(bytes.AsSpan(0, filled));
    }

    private static FileHeader Parse(ReadOnlySpan<byte> bytes)
    {
        var position = PreambleLength + 4;
        if (bytes.Length < position || !bytes[PreambleLength..position].SequenceEqual("DICM"u8))
            throw new DicomDataException("Not a DICOM file: the prefix DICM is missing at byte 128 (PS3.10 7.1).");

        string? sopClass = null, sopInstance = null, transferSyntax = null;
        while (TryReadElement(bytes, ref position, out var element, out var value))
        {
            switch (element)
            {
                case 0x0002: sopClass = Text(value); break;
                case 0x0003: sopInstance = Text(value); break;
                case 0x0010: transferSyntax = Text(value); break;
            }
        }

        if (sopClass is null || sopInstance is null || transferSyntax is null)
            throw new DicomDataException("The file's meta information lacks SOP class, SOP instance or transfer syntax (PS3.10 7.1).");
        return new(sopClass, sopInstance, transferSyntax, position);
    }

    // PS3.5 7.1.2: | 0..1 group | 2..3 element | 4..5 VR | 6..7 length |, or for OB, UN and their like | 6..7 reserved | 8..11 length |
    private static bool TryReadElement(ReadOnlySpan<byte> bytes, ref int position, out ushort element, out ReadOnlySpan<byte> value)
    {
        element = 0;
        value = default;
        var rest = bytes[position..];
        if (rest.Length < 8 || BinaryPrimitives.ReadUInt16LittleEndian(rest) != 0x0002) return false;

        element = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
        var isLong = (char)rest[4] == 'O' || rest[4..6].SequenceEqual("UN"u8)
            || rest[4..6].SequenceEqual("UT"u8) || rest[4..6].SequenceEqual("SQ"u8);
        var header = isLong ? 12 : 8;
        if (rest.Length < header) throw Truncated();
        var length = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(rest[6..]);
        if (length > (uint)(rest.Length - header)) throw Truncated();

        value = rest.Slice(header, (int)length);
        position += header + (int)length;
        return true;
    }

    private static DicomDataException Truncated() => new("The file's meta information is truncated or over 64 KiB (PS3.10 7.1).");

    private static string Text(ReadOnlySpan<byte> value) => Encoding.ASCII.GetString(value).Trim(' ', '\0');
}
