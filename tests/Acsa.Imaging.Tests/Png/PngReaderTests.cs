using System.Buffers.Binary;

namespace Acsa.Imaging.Tests.Png;

public sealed class PngReaderTests
{
    public static TheoryData<string> Cases()
    {
        var names = new TheoryData<string>();
        foreach (var item in Fixture.Read("png.json").GetProperty("cases").EnumerateArray())
            names.Add(item.GetProperty("name").GetString()!);
        return names;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Reads_files_of_other_writers(string name)
    {
        foreach (var item in Fixture.Read("png.json").GetProperty("cases").EnumerateArray())
        {
            if (item.GetProperty("name").GetString() != name) continue;
            var (file, expected) = (item.GetProperty("file").GetBytesFromBase64(), item.GetProperty("pixels").GetBytesFromBase64());
            var pixels = item.GetProperty("channels").GetInt32() == 1 ? PngReader.ReadGrey(file).Pixels : PngReader.ReadRgb(file).Pixels;
            Assert.Equal(expected, pixels);
        }
    }

    [Fact]
    public void Luma_is_that_of_Pillow()
    {
        var fixture = Fixture.Read("png.json");
        foreach (var item in fixture.GetProperty("cases").EnumerateArray())
        {
            if (item.GetProperty("name").GetString() != "rgb 8") continue;
            Assert.Equal(fixture.GetProperty("luma").GetBytesFromBase64(),
                PngReader.ReadGrey(item.GetProperty("file").GetBytesFromBase64()).Pixels);
        }
    }

    [Theory, InlineData(0, 5), InlineData(40000, 5), InlineData(32768, 32768)]
    public void Refuses_sizes_beyond_the_limits(int width, int height)
    {
        var file = Written(new GreyImage(4, 4));
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        Repair(file);
        Assert.Throws<PngFormatException>(() => PngReader.ReadGrey(file));
    }

    [Fact]
    public void Refuses_a_size_that_the_data_could_never_fill_before_allocating_it()
    {
        var file = Written(new GreyImage(4, 4));
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 8000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 8000);
        Repair(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<PngFormatException>(() => PngReader.ReadGrey(file));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Refuses_a_zlib_stream_that_asks_for_a_preset_dictionary()
    {
        var file = Written(new GreyImage(4, 4));
        var data = file.AsSpan().IndexOf("IDAT"u8) + 4;
        (file[data], file[data + 1]) = (0x78, 0xBB); // RFC 1950 2.2: FDICT set, check bits right.
        Repair(file);
        Assert.Throws<PngFormatException>(() => PngReader.ReadGrey(file));
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var file = Written(Noise(9, 7, 3));
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<PngFormatException>(() => PngReader.ReadRgb(file.AsMemory(0, length)));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var files = new List<byte[]>();
        foreach (var item in Fixture.Read("png.json").GetProperty("cases").EnumerateArray())
            files.Add(item.GetProperty("file").GetBytesFromBase64());
        for (var i = 0; i < 4000; i++)
        {
            var file = (byte[])files[i % files.Count].Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--) file[random.Next(8, file.Length)] ^= (byte)(1 << random.Next(8));
            // With repaired CRCs the damage reaches the decoder behind the first check.
            if (i % 4 != 0) Repair(file);
            try
            {
                PngReader.ReadRgb(file);
            }
            catch (PngFormatException)
            {
                // A refusal is one of the two allowed answers.
            }
            catch (Exception e) when (e is not PngFormatException)
            {
                Assert.Fail($"seed {seed}, round {i}: {e}");
            }
        }
    }

    [Theory, InlineData(1, 1), InlineData(37, 21), InlineData(300, 200)]
    public void What_is_written_is_read_back(int width, int height)
    {
        var colour = Noise(width, height, 7);
        Assert.Equal(colour.Pixels, PngReader.ReadRgb(Written(colour)).Pixels);
        var grey = colour.ToGrey();
        Assert.Equal(grey.Pixels, PngReader.ReadGrey(Written(grey)).Pixels);
        var mask = new Mask(width, height);
        for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = (byte)(grey.Pixels[i] & 1);
        Assert.Equal(mask.Pixels, PngReader.ReadMask(Written(mask)).Pixels);
    }

    [Fact]
    public void A_mask_file_of_zeros_and_ones_is_a_mask_too()
    {
        var mask = PngReader.ReadMask(Written(new GreyImage(2, 1, [0, 1])));
        Assert.Equal([0, 1], mask.Pixels);
    }

    private static RgbImage Noise(int width, int height, int seed)
    {
        var image = new RgbImage(width, height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    private static byte[] Written(GreyImage image)
    {
        var stream = new MemoryStream();
        PngWriter.Write(stream, image);
        return stream.ToArray();
    }

    private static byte[] Written(RgbImage image)
    {
        var stream = new MemoryStream();
        PngWriter.Write(stream, image);
        return stream.ToArray();
    }

    private static byte[] Written(Mask image)
    {
        var stream = new MemoryStream();
        PngWriter.Write(stream, image);
        return stream.ToArray();
    }

    private static void Repair(byte[] file)
    {
        for (long at = 8; at + 12 <= file.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length) return;
            var crc = Crc32.Compute(file.AsSpan((int)at + 4, 4), file.AsSpan((int)at + 8, (int)length));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)(at + 8 + length)), crc);
            at += 12 + length;
        }
    }
}
