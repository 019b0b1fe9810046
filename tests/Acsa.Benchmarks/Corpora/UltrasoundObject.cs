using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Acsa.Benchmarks.Corpora;

/// <summary>Data sets as an ultrasound scanner writes them: some fifty attributes, private ones among them, then the pixels.</summary>
static class UltrasoundObject
{
    public static DicomDataset Single(string corpus, int index, int rows, int columns, bool isColour)
    {
        var grey = Speckle.Image(rows, columns, Seed(corpus, index));
        var dataSet = Head(corpus, index, DicomUID.UltrasoundImageStorage);
        AddPixels(dataSet, rows, columns, isColour ? Tripled(grey) : grey, (ushort)(isColour ? 3 : 1));
        return dataSet;
    }

    public static DicomDataset MultiFrame(string corpus, int index, int rows, int columns, int frames)
    {
        // A clip: one field of view that moves a pixel a frame, with noise of its own in each.
        var wide = Speckle.Image(rows, columns + frames, Seed(corpus, index));
        var pixels = new byte[rows * columns * frames];
        var random = new Random(Seed(corpus, index));
        var noise = new byte[columns];
        for (var frame = 0; frame < frames; frame++)
        {
            for (var row = 0; row < rows; row++)
            {
                random.NextBytes(noise);
                var from = wide.AsSpan(row * (columns + frames) + frame, columns);
                var to = pixels.AsSpan((frame * rows + row) * columns, columns);
                for (var column = 0; column < columns; column++) to[column] = (byte)Math.Min(255, from[column] + noise[column] % 12);
            }
        }

        var dataSet = Head(corpus, index, DicomUID.UltrasoundMultiFrameImageStorage);
        dataSet.Add(DicomTag.NumberOfFrames, frames.ToString(CultureInfo.InvariantCulture));
        dataSet.Add(DicomTag.FrameTime, "33.333");
        dataSet.Add(DicomTag.CineRate, "30");
        dataSet.Add(DicomTag.FrameIncrementPointer, DicomTag.FrameTime);
        AddPixels(dataSet, rows, columns, pixels, 1);
        return dataSet;
    }

    /// <summary>Bytes of pixel data in the object that is too large for memory.</summary>
    public static long HugeLength(bool isQuick) => isQuick ? 200_000_000 : 2_000_000_000;

    /// <summary>Writes an object whose pixels are a hole in the file: its length is what matters, not what is in it.</summary>
    public static void SaveHuge(string file, long length)
    {
        var dataSet = Head("huge", 0, DicomUID.UltrasoundMultiFrameImageStorage);
        AddPixels(dataSet, 1, 2, new byte[2], 1);
        new DicomFile(dataSet).Save(file);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.Position = stream.Length - 2 - sizeof(uint); // (7FE0,0010) is last: | tag 4 | OB | 0 0 | length 4 | value |
        stream.Write(BitConverter.GetBytes((uint)length));
        stream.SetLength(stream.Position + length);
    }

    /// <summary>A UID under 2.25 that is a function of what it names.</summary>
    public static string Uid(string kind, int index, string corpus)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{kind}/{corpus}/{index}"));
        return "2.25." + new System.Numerics.BigInteger(hash.AsSpan(0, 15), isUnsigned: true).ToString(CultureInfo.InvariantCulture);
    }

    static int Seed(string corpus, int index) => BitConverter.ToInt32(SHA256.HashData(Encoding.ASCII.GetBytes($"{corpus}/{index}")));

    static byte[] Tripled(byte[] grey)
    {
        var colour = new byte[grey.Length * 3];
        for (var i = 0; i < grey.Length; i++) colour.AsSpan(i * 3, 3).Fill(grey[i]);
        return colour;
    }

    static void AddPixels(DicomDataset dataSet, int rows, int columns, byte[] pixels, ushort samples)
    {
        dataSet.Add(DicomTag.SamplesPerPixel, samples);
        dataSet.Add(DicomTag.PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2");
        if (samples == 3) dataSet.Add(DicomTag.PlanarConfiguration, (ushort)0);
        dataSet.Add(DicomTag.Rows, (ushort)rows);
        dataSet.Add(DicomTag.Columns, (ushort)columns);
        dataSet.Add(DicomTag.BitsAllocated, (ushort)8);
        dataSet.Add(DicomTag.BitsStored, (ushort)8);
        dataSet.Add(DicomTag.HighBit, (ushort)7);
        dataSet.Add(DicomTag.PixelRepresentation, (ushort)0);
        dataSet.Add(DicomTag.LossyImageCompression, "00");
        dataSet.Add(new DicomOtherByte(DicomTag.PixelData, pixels));
    }

    static DicomDataset Head(string corpus, int index, DicomUID sopClass)
    {
        var dataSet = new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian)
        {
            { DicomTag.SpecificCharacterSet, "ISO_IR 100" },
            { DicomTag.ImageType, "ORIGINAL", "PRIMARY", "", "0001" },
            { DicomTag.SOPClassUID, sopClass },
            { DicomTag.SOPInstanceUID, Uid("instance", index, corpus) },
            { DicomTag.StudyInstanceUID, Uid("study", index, corpus) },
            { DicomTag.SeriesInstanceUID, Uid("series", index, corpus) },
            { DicomTag.StudyDate, "20240105" }, { DicomTag.SeriesDate, "20240105" }, { DicomTag.ContentDate, "20240105" },
            { DicomTag.StudyTime, "100000" }, { DicomTag.SeriesTime, "100500.250" }, { DicomTag.ContentTime, "101112.500" },
            { DicomTag.AcquisitionDateTime, "20240105101112.500000" },
            { DicomTag.AccessionNumber, "BENCH1" },
            { DicomTag.Modality, "US" },
            { DicomTag.Manufacturer, "AcsaNode" },
            { DicomTag.ManufacturerModelName, "Simulated ultrasound" },
            { DicomTag.InstitutionName, "Benchmark" },
            { DicomTag.ReferringPhysicianName, "NOBODY" },
            { DicomTag.StationName, "BENCH" },
            { DicomTag.StudyDescription, "Simulated thigh" },
            { DicomTag.SeriesDescription, "B mode, transverse" },
            { DicomTag.PatientName, "SIMULATED^OBJECT" },
            { DicomTag.PatientID, "BENCH" },
            { DicomTag.PatientBirthDate, "" },
            { DicomTag.PatientSex, "O" },
            { DicomTag.DeviceSerialNumber, "1" },
            { DicomTag.SoftwareVersions, "1.0", "A" },
            { DicomTag.ProtocolName, "Thigh" },
            { DicomTag.StudyID, "1" },
            { DicomTag.SeriesNumber, "1" },
            { DicomTag.AcquisitionNumber, "1" },
            { DicomTag.InstanceNumber, (index + 1).ToString(CultureInfo.InvariantCulture) },
            { DicomTag.PatientOrientation, "" },
            { DicomTag.Laterality, "R" },
        };
        dataSet.Add(new DicomSequence(DicomTag.SequenceOfUltrasoundRegions, Region()));
        AddPrivate(dataSet);
        return dataSet;
    }

    static DicomDataset Region() => new()
    {
        { DicomTag.RegionSpatialFormat, (ushort)1 },
        { DicomTag.RegionDataType, (ushort)1 },
        { DicomTag.RegionFlags, 0u },
        { DicomTag.RegionLocationMinX0, 0u }, { DicomTag.RegionLocationMinY0, 0u },
        { DicomTag.RegionLocationMaxX1, 127u }, { DicomTag.RegionLocationMaxY1, 127u },
        { DicomTag.PhysicalUnitsXDirection, (ushort)3 }, { DicomTag.PhysicalUnitsYDirection, (ushort)3 },
        { DicomTag.PhysicalDeltaX, 0.04 }, { DicomTag.PhysicalDeltaY, 0.04 },
    };

    // Scanners keep their own settings in private groups, in short texts and one large lump.
    static void AddPrivate(DicomDataset dataSet)
    {
        var creator = new DicomPrivateCreator("ACSANODE BENCHMARK");
        for (ushort i = 0; i < 16; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"parameter {i:D2} = {i * 37}");
            dataSet.Add(new DicomLongString(new DicomTag(0x0029, (ushort)(0x1000 + i), creator), text));
        }

        var lump = new byte[4096];
        for (var i = 0; i < lump.Length; i++) lump[i] = (byte)i;
        dataSet.Add(new DicomOtherByte(new DicomTag(0x0029, 0x1020, creator), lump));
    }
}
