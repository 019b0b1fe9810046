using System.Buffers.Binary;
using System.Text;

namespace Acsa.Benchmarks.Receiving;

/// <summary>A DICOM file taken apart by hand: what the sender of a benchmark needs, independent of the library that is measured.</summary>
sealed record WireSource(string SopClassUid, string SopInstanceUid, string TransferSyntaxUid, ReadOnlyMemory<byte> DataSet)
{
    const int MetaStart = 132;

    /// <summary>Reads a file with file meta information (PS3.10 7.1).</summary>
    public static WireSource Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes.Length < MetaStart || !bytes.AsSpan(128, 4).SequenceEqual("DICM"u8))
            throw new BenchException($"{file} is not a DICOM file.");
        string sopClass = "", sopInstance = "", syntax = "";
        var at = MetaStart;
        while (at + 8 <= bytes.Length && BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) == 2)
        {
            var element = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 2));
            var isLong = bytes[at + 4] == 'O' || (bytes[at + 4] == 'U' && bytes[at + 5] == 'N');
            var length = isLong ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 8))
                : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 6));
            at += isLong ? 12 : 8;
            var text = element is 0x0002 or 0x0003 or 0x0010 ? Encoding.ASCII.GetString(bytes, at, length).TrimEnd('\0', ' ') : "";
            if (element == 0x0002) sopClass = text;
            else if (element == 0x0003) sopInstance = text;
            else if (element == 0x0010) syntax = text;
            at += length;
        }

        return new(sopClass, sopInstance, syntax, bytes.AsMemory(at));
    }
}
