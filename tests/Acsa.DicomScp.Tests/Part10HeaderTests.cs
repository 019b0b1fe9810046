namespace Acsa.DicomScp.Tests;

public sealed class Part10HeaderTests
{
    static readonly Caller Caller = new("US1", "ACSA", "127.0.0.1", "1");

    [Fact]
    public void What_is_built_is_a_file_that_DicomFile_opens()
    {
        // (0008,0005) CS "ISO_IR 192" in explicit VR little endian: tag, VR, length, value.
        byte[] dataSet = [8, 0, 5, 0, (byte)'C', (byte)'S', 10, 0, .. "ISO_IR 192"u8];
        var header = new InstanceHeader("1.2.840.10008.5.1.4.1.1.6.1", "1.2.3", "1.2.840.10008.1.2.1", Caller);
        using var stream = new MemoryStream([.. Part10Header.Build(header), .. dataSet]);
        var file = DicomFile.Open(stream, FileReadOption.ReadAll);
        Assert.Equal("1.2.3", file.FileMetaInfo.MediaStorageSOPInstanceUID.UID);
        Assert.Equal(DicomUID.UltrasoundImageStorage, file.FileMetaInfo.MediaStorageSOPClassUID);
        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, file.FileMetaInfo.TransferSyntax);
        Assert.Equal("ISO_IR 192", file.Dataset.GetString(DicomTag.SpecificCharacterSet));
    }

    [Theory]
    [InlineData("1.2.3", "1.2.840.10008.1.2")]
    [InlineData("1.2.34", "1.2.840.10008.1.2.4.70")]
    public void What_is_built_is_read_back(string uid, string syntax)
    {
        var file = Path.GetTempFileName();
        try
        {
            var header = new InstanceHeader("1.2.840.10008.5.1.4.1.1.6.1", uid, syntax, Caller);
            var bytes = Part10Header.Build(header);
            File.WriteAllBytes(file, [.. bytes, 1, 2, 3]);
            Assert.True(Part10Header.TryRead(file, out var read, out var offset));
            Assert.Equal(bytes.Length, offset);
            Assert.Equal(header with { Caller = new("US1", "", "", "") }, read);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2/../../etc")]
    [InlineData("1.2.3\r\n")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_UID_that_is_none_is_not_written(string uid)
    {
        var header = new InstanceHeader("1.2.840.10008.5.1.4.1.1.6.1", uid, "1.2.840.10008.1.2", Caller);
        Assert.False(header.IsWritable);
        Assert.Throws<ArgumentException>(() => Part10Header.Build(header));
    }

    [Fact]
    public void What_is_no_part_10_file_is_not_read()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.False(Part10Header.TryRead(file, out _, out _));
            File.WriteAllBytes(file, [.. new byte[128], .. "DICM"u8, 2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, 255, 255, 255, 255]);
            Assert.False(Part10Header.TryRead(file, out _, out _));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
