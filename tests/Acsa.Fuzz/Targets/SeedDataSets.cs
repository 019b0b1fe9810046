using Acsa.Dicom.IO.Writer;

namespace Acsa.Fuzz;

/// <summary>Small data sets to begin with: real files cut short, and one with every value representation.</summary>
internal static class SeedDataSets
{
    private const int LongestValue = 512;

    public static readonly DicomTransferSyntax[] Syntaxes =
    [
        DicomTransferSyntax.ImplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ExplicitVRBigEndian,
        DicomTransferSyntax.DeflatedExplicitVRLittleEndian,
    ];

    /// <summary>Whole files.</summary>
    public static IEnumerable<byte[]> Files()
    {
        foreach (var path in SeedFiles.DicomFiles()) yield return Save(Shortened(DicomFile.Open(path, FileReadOption.ReadAll)));
        foreach (var syntax in Syntaxes) yield return Save(new DicomFile(Everything(syntax)));
    }

    /// <summary>Data sets without meta information.</summary>
    public static byte[] DataSet(DicomTransferSyntax syntax, bool withLengths)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, Everything(syntax), syntax,
            new DicomWriteOptions { ExplicitLengthSequences = withLengths, ExplicitLengthSequenceItems = withLengths });
        return stream.ToArray();
    }

    public static byte[] Save(DicomFile file)
    {
        using var stream = new MemoryStream();
        file.Save(stream);
        return stream.ToArray();
    }

    private static DicomFile Shortened(DicomFile file)
    {
        Shorten(file.Dataset);
        return file;
    }

    private static void Shorten(DicomDataset dataset)
    {
        foreach (var item in dataset.ToList())
        {
            if (item is DicomSequence sequence)
            {
                while (sequence.Items.Count > 3) sequence.Items.RemoveAt(3);
                foreach (var inner in sequence) Shorten(inner);
            }
            else if (item is DicomFragmentSequence fragments)
            {
                while (fragments.Fragments.Count > 4) fragments.Fragments.RemoveAt(4);
                for (var i = 0; i < fragments.Fragments.Count; i++)
                    fragments.Fragments[i] = new MemoryByteBuffer(fragments.Fragments[i].Data[..(int)Math.Min(64,
                        fragments.Fragments[i].Size)]);
            }
            else if (item is DicomElement { Length: > LongestValue } element)
            {
                var value = new MemoryByteBuffer(element.Buffer.Data[..LongestValue]);
                dataset.AddOrUpdate(element is DicomOtherByte ? new DicomOtherByte(item.Tag, value) : new DicomOtherWord(item.Tag, value));
            }
        }
    }

    /// <summary>An element of each kind, private ones, sequences within sequences, text in Japanese.</summary>
    private static DicomDataset Everything(DicomTransferSyntax syntax)
    {
        var dataset = new DicomDataset(syntax).NotValidated();
        dataset.Add(DicomTag.SpecificCharacterSet, "", "ISO 2022 IR 87");
        dataset.Add(DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage);
        dataset.Add(DicomTag.SOPInstanceUID, "1.2.3.4.5");
        dataset.Add(DicomTag.StudyDate, "20240229");
        dataset.Add(DicomTag.StudyTime, "120000.123456");
        dataset.Add(DicomTag.AcquisitionDateTime, "20240229120000.000000+0100");
        dataset.Add(DicomTag.RetrieveAETitle, "AE1", "AE2");
        dataset.Add(DicomTag.PatientName, "Yamada^Tarou=山田^太郎");
        dataset.Add(DicomTag.PatientAge, "045Y");
        dataset.Add(DicomTag.PatientComments, "lines\r\nof text");
        dataset.Add(DicomTag.DerivationDescription, "short text");
        dataset.Add(DicomTag.StudyID, "SH");
        dataset.Add(DicomTag.FrameIncrementPointer, DicomTag.FrameTime);
        dataset.Add(DicomTag.FrameTime, "33.3333");
        dataset.Add(DicomTag.NumberOfFrames, 2);
        dataset.Add(DicomTag.SamplesPerPixel, (ushort)1);
        dataset.Add(DicomTag.PhotometricInterpretation, "MONOCHROME2");
        dataset.Add(DicomTag.Rows, (ushort)4);
        dataset.Add(DicomTag.Columns, (ushort)4);
        dataset.Add(DicomTag.BitsAllocated, (ushort)8);
        dataset.Add(DicomTag.BitsStored, (ushort)8);
        dataset.Add(DicomTag.HighBit, (ushort)7);
        dataset.Add(DicomTag.PixelRepresentation, (ushort)0);
        dataset.Add(new DicomOtherByte(DicomTag.PixelData, new byte[32]));
        Numbers(dataset);
        Sequences(dataset, syntax);
        dataset.Add(new DicomLongString(new DicomTag(0x0009, 0x0010), "ACSA FUZZ"));
        dataset.Add(new DicomUnknown(new DicomTag(0x0009, 0x1001), new MemoryByteBuffer([1, 2, 3, 4])));
        dataset.Add(new DicomDecimalString(new DicomTag(0x0009, 0x1002), "1.5", "-2e3"));
        return dataset;
    }

    private static void Numbers(DicomDataset dataset)
    {
        dataset.Add(new DicomSignedShort(new DicomTag(0x0028, 0x0106), -5));
        dataset.Add(new DicomSignedLong(new DicomTag(0x0018, 0x6020), 1, -2));
        dataset.Add(new DicomUnsignedLong(new DicomTag(0x0018, 0x6018), 7));
        dataset.Add(new DicomFloatingPointDouble(new DicomTag(0x0018, 0x602C), 0.01));
        dataset.Add(new DicomFloatingPointSingle(new DicomTag(0x0018, 0x9004), 1.5f));
        dataset.Add(new DicomSignedVeryLong(new DicomTag(0x0072, 0x0082), -1));
        dataset.Add(new DicomUnsignedVeryLong(new DicomTag(0x0072, 0x0083), 1));
        dataset.Add(new DicomOtherDouble(new DicomTag(0x0070, 0x0022), 1.0));
        dataset.Add(new DicomOtherFloat(new DicomTag(0x0064, 0x0009), 1.0f));
        dataset.Add(new DicomOtherLong(new DicomTag(0x0066, 0x0040), 1u));
        dataset.Add(new DicomOtherVeryLong(new DicomTag(0x7FE0, 0x0001), 0ul));
        dataset.Add(new DicomUnlimitedText(new DicomTag(0x0040, 0xA160), "unlimited"));
        dataset.Add(new DicomUnlimitedCharacters(new DicomTag(0x0008, 0x0119), "a", "b"));
        dataset.Add(new DicomUniversalResource(new DicomTag(0x0008, 0x0120), "https://example.org"));
    }

    private static void Sequences(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        DicomDataset Item(params DicomItem[] items) => new DicomDataset(syntax).NotValidated().Add(items);
        var code = Item(new DicomShortString(DicomTag.CodeValue, "T-1"), new DicomLongString(DicomTag.CodeMeaning, "Muscle"));
        var region = Item(
            new DicomUnsignedLong(DicomTag.RegionLocationMinX0, 0), new DicomUnsignedLong(DicomTag.RegionLocationMaxX1, 3),
            new DicomFloatingPointDouble(DicomTag.PhysicalDeltaX, 0.01), new DicomSequence(DicomTag.AnatomicRegionSequence, code));
        dataset.Add(new DicomSequence(DicomTag.SequenceOfUltrasoundRegions, region, Item()));
        dataset.Add(DicomTag.TransactionUID, "1.2.3");
        var reference = Item(
            new DicomUniqueIdentifier(DicomTag.ReferencedSOPClassUID, "1.2.3"),
            new DicomUniqueIdentifier(DicomTag.ReferencedSOPInstanceUID, "1.4"));
        dataset.Add(new DicomSequence(DicomTag.ReferencedSOPSequence, reference));
        dataset.Add(new DicomSequence(DicomTag.FailedSOPSequence, reference));
        dataset.Add(new DicomSequence(DicomTag.ReferencedStudySequence));
        dataset.Add(new DicomSequence(new DicomTag(0x0009, 0x1003), Item(new DicomShortString(DicomTag.CodeValue, "P"))));
    }
}
