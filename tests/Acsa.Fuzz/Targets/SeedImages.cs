namespace Acsa.Fuzz;

/// <summary>Small whole ultrasound images in every pixel format, with calibrated regions and anatomy.</summary>
internal static class SeedImages
{
    private const int Side = 16;

    public static IEnumerable<byte[]> Files()
    {
        foreach (var (photometric, samples, bits, planar) in new[]
        {
            ("MONOCHROME2", 1, 8, 0), ("MONOCHROME1", 1, 16, 0), ("MONOCHROME2", 1, 1, 0), ("RGB", 3, 8, 0), ("RGB", 3, 8, 1),
            ("YBR_FULL", 3, 8, 0), ("YBR_FULL_422", 3, 8, 0), ("YBR_PARTIAL_422", 3, 8, 0), ("PALETTE COLOR", 1, 8, 0),
            ("PALETTE COLOR", 1, 16, 0),
        })
        {
            foreach (var syntax in new[] { DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRBigEndian,
                DicomTransferSyntax.ImplicitVRLittleEndian })
            {
                var dataset = Describe(syntax, photometric, samples, bits, planar, Side, Side);
                var pixels = DicomPixelData.Create(dataset, true);
                for (var frame = 0; frame < 2; frame++) pixels.AddFrame(new MemoryByteBuffer(Samples(pixels.UncompressedFrameSize)));
                yield return SeedDataSets.Save(new DicomFile(dataset));
            }
        }
        foreach (var (extension, syntax) in new[]
        {
            (".jpg", DicomTransferSyntax.JPEGProcess14), (".jls", DicomTransferSyntax.JPEGLSLossless),
            (".j2k", DicomTransferSyntax.JPEG2000Lossless),
        })
        {
            foreach (var stream in SeedFiles.Streams(extension).Where(s => s.Length < 2500).Take(12))
                yield return Compressed(stream, syntax);
        }
    }

    // The streams are of 45 × 37 pixels; where one is of another depth or colour, the attributes contradict it, which is a seed too.
    private static byte[] Compressed(byte[] stream, DicomTransferSyntax syntax)
    {
        var colour = stream.Length % 2 == 0;
        var dataset = Describe(syntax, colour ? "RGB" : "MONOCHROME2", colour ? 3 : 1, 8, 0, 45, 37);
        DicomPixelData.Create(dataset, true).AddFrame(new MemoryByteBuffer(stream));
        return SeedDataSets.Save(new DicomFile(dataset));
    }

    private static byte[] Samples(int count)
    {
        var samples = new byte[count];
        for (var i = 0; i < count; i++) samples[i] = (byte)(i * 37 >> 2);
        return samples;
    }

    private static DicomDataset Describe(DicomTransferSyntax syntax, string photometric, int samples, int bits, int planar, int columns,
        int rows)
    {
        var dataset = new DicomDataset(syntax).NotValidated();
        dataset.Add(DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.3.1");
        dataset.Add(DicomTag.SOPInstanceUID, "1.2.3.4");
        dataset.Add(DicomTag.SeriesDescription, "left rectus femoris");
        dataset.Add(DicomTag.Laterality, "L");
        dataset.Add(DicomTag.PixelSpacing, "0.1", "0.1");
        dataset.Add(DicomTag.SamplesPerPixel, (ushort)samples);
        dataset.Add(DicomTag.PhotometricInterpretation, photometric);
        dataset.Add(DicomTag.PlanarConfiguration, (ushort)planar);
        dataset.Add(DicomTag.Rows, (ushort)rows);
        dataset.Add(DicomTag.Columns, (ushort)columns);
        dataset.Add(DicomTag.BitsAllocated, (ushort)bits);
        dataset.Add(DicomTag.BitsStored, (ushort)bits);
        dataset.Add(DicomTag.HighBit, (ushort)(bits - 1));
        dataset.Add(DicomTag.PixelRepresentation, (ushort)0);
        if (photometric == "PALETTE COLOR") AddPalette(dataset, segmented: bits == 16);
        dataset.Add(new DicomSequence(DicomTag.SequenceOfUltrasoundRegions, Region(syntax, columns, rows, 1),
            Region(syntax, columns, rows, 2)));
        dataset.Add(new DicomSequence(DicomTag.AnatomicRegionSequence, new DicomDataset(syntax).NotValidated().Add(
            new DicomShortString(DicomTag.CodeValue, "68367000"), new DicomShortString(DicomTag.CodingSchemeDesignator, "SCT"),
            new DicomLongString(DicomTag.CodeMeaning, "Thigh"))));
        return dataset;
    }

    private static DicomDataset Region(DicomTransferSyntax syntax, int columns, int rows, ushort kind) =>
        new DicomDataset(syntax).NotValidated().Add(
        new DicomUnsignedShort(DicomTag.RegionSpatialFormat, kind), new DicomUnsignedShort(DicomTag.RegionDataType, 1),
        new DicomUnsignedLong(DicomTag.RegionFlags, 2),
        new DicomUnsignedLong(DicomTag.RegionLocationMinX0, 0), new DicomUnsignedLong(DicomTag.RegionLocationMinY0, 0),
        new DicomUnsignedLong(DicomTag.RegionLocationMaxX1, (uint)columns - 1),
        new DicomUnsignedLong(DicomTag.RegionLocationMaxY1, (uint)rows / kind - 1),
        new DicomUnsignedShort(DicomTag.PhysicalUnitsXDirection, 3), new DicomUnsignedShort(DicomTag.PhysicalUnitsYDirection, 3),
        new DicomFloatingPointDouble(DicomTag.PhysicalDeltaX, 0.01), new DicomFloatingPointDouble(DicomTag.PhysicalDeltaY, 0.01));

    private static void AddPalette(DicomDataset dataset, bool segmented)
    {
        var plain = new ushort[256];
        for (var i = 0; i < plain.Length; i++) plain[i] = (ushort)(i * 257);
        // C.7.9.2: one value, then a straight line to the last one.
        ushort[] data = segmented ? [0, 1, 0, 1, 255, 65535] : plain;
        foreach (var (descriptor, plainTag, segmentedTag) in new[]
        {
            (DicomTag.RedPaletteColorLookupTableDescriptor, DicomTag.RedPaletteColorLookupTableData,
                DicomTag.SegmentedRedPaletteColorLookupTableData),
            (DicomTag.GreenPaletteColorLookupTableDescriptor, DicomTag.GreenPaletteColorLookupTableData,
                DicomTag.SegmentedGreenPaletteColorLookupTableData),
            (DicomTag.BluePaletteColorLookupTableDescriptor, DicomTag.BluePaletteColorLookupTableData,
                DicomTag.SegmentedBluePaletteColorLookupTableData),
        })
        {
            dataset.Add(new DicomUnsignedShort(descriptor, 256, 0, 16));
            dataset.Add(new DicomOtherWord(segmented ? segmentedTag : plainTag, data));
        }
    }
}
