using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Acsa.Peers;

internal static class Part10
{
    /// <summary>The data set's bytes of a file, as they lie there: what comes after the file meta information (PS3.10 7.1).</summary>
    public static byte[] DataSetOf(byte[] file)
    {
        // 128 bytes of preamble, "DICM", then (0002,0000) UL 4: tag, VR and length take 8 bytes, the value says how long group 2 goes on.
        Assert.Equal("DICM"u8.ToArray(), file[128..132]);
        Assert.Equal("\x02\0\0\0UL\x04\0"u8.ToArray(), file[132..140]);
        return file[(144 + (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(140)))..];
    }

    /// <summary>Every DICOM file below a folder.</summary>
    public static string[] FilesIn(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(IsPart10)];

    /// <summary>SHA-256 of the data set's bytes of every DICOM file below a folder, sorted.</summary>
    public static string[] DataSetHashes(string folder) =>
        [.. FilesIn(folder).Select(file => Convert.ToHexStringLower(SHA256.HashData(DataSetOf(File.ReadAllBytes(file))))).Order()];

    public static string SopInstanceOf(string file) => DicomFile.Open(file).FileMetaInfo.MediaStorageSOPInstanceUID.UID;

    static bool IsPart10(string file)
    {
        var head = new byte[132];
        using var stream = File.OpenRead(file);
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan(128).SequenceEqual("DICM"u8);
    }
}
