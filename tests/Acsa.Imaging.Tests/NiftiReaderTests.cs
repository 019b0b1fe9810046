using System.Buffers.Binary;
using System.IO.Compression;

namespace Acsa.Imaging.Tests;

public sealed class NiftiReaderTests
{
    [Fact]
    public void The_first_axis_is_columns_the_second_rows_and_the_third_slices()
    {
        var volume = Read(File(3, [3, 2, 2], 2, [1, 0, 0, 0, 0, 5, 0, 5, 0, 0, 0, 0]));
        Assert.Equal((3, 2, 2), (volume.Width, volume.Height, volume.Slices.Count));
        Assert.True(volume.ToMask(0)[0, 0]);
        Assert.True(volume.ToMask(0, 5)[2, 1]);
        Assert.Equal(1, volume.ToMask(1, 5).CountInside());
        Assert.True(volume.ToMask(1)[1, 0]);
        Assert.Equal([1, 5], volume.Labels());
    }

    [Fact]
    public void Pixel_sizes_are_read_in_their_unit_and_not_without_one()
    {
        var file = File(2, [2, 1], 2, [1, 0]);
        Assert.Equal(new PixelSize(0.05, 0.025), Read(file).SliceSpacing);
        file[123] = 0;
        Assert.Null(Read(file).SliceSpacing);
    }

    [Theory]
    [InlineData(40, 1, "dim[0]: 1; expected: 2 or 3 dimensions.")]
    [InlineData(42, 0, "dim[1]: 0; expected: a number above 0.")]
    [InlineData(42, 30000, "dim: 900000000; expected: at most 16777216 voxels.")]
    [InlineData(70, 128, "datatype: 128; expected: a whole or floating number (2, 4, 8, 16, 64, 256, 512, 768, 1024 or 1280).")]
    [InlineData(344, 0, "magic: \"n+1\" is expected (NIfTI-1 in one file).")]
    [InlineData(0, 540, "sizeof_hdr: 540; expected: 348 (NIfTI-1).")]
    public void A_wrong_header_is_an_error_that_names_field_and_value(int at, short value, string message)
    {
        var file = File(2, [2, 1], 2, [1, 0]);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), value);
        if (value == 30000) BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44), value);
        Assert.Equal(message, Assert.Throws<NiftiFormatException>(() => Read(file)).Message);
    }

    [Fact]
    public void A_file_with_more_voxels_than_it_states_is_an_error() => Assert.Equal(
        "More data follows the last voxel: dim or datatype are not those of the file.",
        Assert.Throws<NiftiFormatException>(() => Read(File(2, [2, 1], 2, [1, 0, 0]))).Message);

    [Fact]
    public void A_file_cut_anywhere_is_an_error_and_nothing_else()
    {
        var file = File(2, [4, 4], 2, new byte[16]);
        for (var length = 0; length < file.Length; length++) Assert.Throws<NiftiFormatException>(() => Read(file[..length]));
    }

    [Fact]
    public void A_compressed_file_is_complete_or_an_error()
    {
        var voxels = new byte[4096];
        new Random(7).NextBytes(voxels);
        var file = Compress(File(2, [64, 64], 2, voxels));
        // The last eight bytes are checksum and length: without them all voxels may be there still.
        for (var length = 0; length < file.Length - 8; length += 7) Assert.Throws<NiftiFormatException>(() => Read(file[..length]));
        for (var at = file.Length - 8; at < file.Length; at++)
        {
            var changed = (byte[])file.Clone();
            changed[at] ^= 1;
            Assert.Throws<NiftiFormatException>(() => Read(changed));
        }
    }

    [Fact]
    public void Changed_bytes_are_an_error_or_a_volume_within_the_limits()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 3000; round++)
        {
            var file = File(3, [4, 4, 2], 16, new byte[128]);
            for (var i = random.Next(1, 5); i > 0; i--) file[random.Next(file.Length)] = (byte)random.Next(256);
            try
            {
                Assert.InRange(Read(random.Next(2) == 0 ? file : Compress(file)).Slices.Count, 1, 32767);
            }
            catch (NiftiFormatException)
            {
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
        }
    }

    private static LabelVolume Read(byte[] file) => NiftiReader.Read(new MemoryStream(file));

    private static byte[] Compress(byte[] file)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(file);
        return packed.ToArray();
    }

    // | 0 sizeof_hdr | 40 dim | 70 datatype | 76 pixdim 0.5 × 0.25 | 108 vox_offset | 123 units: mm | 344 magic |
    private static byte[] File(short dimensions, short[] sides, short type, byte[] voxels)
    {
        var bytes = new byte[352 + voxels.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, 348);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(40), dimensions);
        for (var i = 0; i < sides.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(42 + 2 * i), sides[i]);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(70), type);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(80), 0.5f);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(84), 0.25f);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(108), 352);
        bytes[123] = 2;
        "n+1\0"u8.CopyTo(bytes.AsSpan(344));
        voxels.CopyTo(bytes, 352);
        return bytes;
    }
}
