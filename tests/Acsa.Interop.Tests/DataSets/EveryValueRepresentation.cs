namespace Acsa.Interop.Tests.DataSets;

/// <summary>A data set with an element of each value representation, where there are extremes with those.</summary>
internal static class EveryValueRepresentation
{
    public static DicomDataset Create() => new()
    {
        { DicomTag.SpecificCharacterSet, "ISO_IR 192" },
        { DicomTag.SOPClassUID, DicomUID.SecondaryCaptureImageStorage },
        { DicomTag.SOPInstanceUID, "1.2.3" },
        new DicomApplicationEntity(DicomTag.RetrieveAETitle, "ONE", "TWO"),
        new DicomAgeString(DicomTag.PatientAge, "042Y"),
        new DicomAttributeTag(DicomTag.FrameIncrementPointer, DicomTag.FrameTime, DicomTag.PixelData),
        new DicomCodeString(DicomTag.ImageType, "ORIGINAL", "", "X"),
        new DicomDate(DicomTag.StudyDate, "20240229"),
        new DicomDecimalString(DicomTag.PatientWeight, "70.5"),
        new DicomDecimalString(DicomTag.PixelSpacing, "+0.10", "-1.25e-3"),
        new DicomDateTime(DicomTag.AcquisitionDateTime, "20240229101112.5+0130"),
        new DicomFloatingPointDouble(DicomTag.PhysicalDeltaX, 0.1),
        new DicomFloatingPointSingle(DicomTag.TableOfParameterValues, 0.1f, float.MaxValue, -0f),
        new DicomIntegerString(DicomTag.SeriesNumber, "-0012"),
        new DicomLongString(DicomTag.SeriesDescription, "Längs"),
        new DicomLongText(DicomTag.AdditionalPatientHistory, "line 1\r\nline 2\\same value"),
        new DicomOtherByte(new DicomTag(0x0042, 0x0011), 1, 2, 3, 4),
        new DicomOtherDouble(new DicomTag(0x7FE0, 0x0009), 0.5, double.NaN),
        new DicomOtherFloat(new DicomTag(0x7FE0, 0x0008), 0.5f, float.NegativeInfinity),
        new DicomOtherLong(new DicomTag(0x0066, 0x0040), 1, uint.MaxValue),
        new DicomOtherVeryLong(new DicomTag(0x7FE0, 0x0001), 0, ulong.MaxValue),
        new DicomOtherWord(new DicomTag(0x0028, 0x1201), 1, ushort.MaxValue),
        new DicomPersonName(DicomTag.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        new DicomPersonName(DicomTag.OtherPatientNames, "One", "", "=二"),
        new DicomShortString(DicomTag.AccessionNumber, "A-1"),
        new DicomSignedLong(DicomTag.ReferencePixelX0, int.MinValue),
        new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset { { DicomTag.CodeMeaning, "α" } }, new DicomDataset()),
        new DicomSignedShort(new DicomTag(0x0018, 0x9219), short.MinValue),
        new DicomShortText(DicomTag.InstitutionAddress, "1 Road\\2 Floor"),
        new DicomSignedVeryLong(new DicomTag(0x0072, 0x0082), long.MinValue, -1, (1L << 53) - 1),
        new DicomTime(DicomTag.StudyTime, "101112.123456"),
        new DicomUnlimitedCharacters(new DicomTag(0x0008, 0x0119), "long code"),
        new DicomUniqueIdentifier(DicomTag.StudyInstanceUID, "1.2.840.1"),
        new DicomUnsignedLong(DicomTag.RegionFlags, uint.MaxValue),
        new DicomUnknown(new DicomTag(0x0011, 0x1001), 9, 8, 7, 6),
        new DicomUniversalResource(DicomTag.RetrieveURL, "http://host/a?b=c"),
        new DicomUnsignedShort(DicomTag.Rows, ushort.MaxValue),
        new DicomUnlimitedText(DicomTag.TextValue, "“quoted” <tag> \t tab"),
        new DicomUnsignedVeryLong(new DicomTag(0x0008, 0x040C), ulong.MaxValue),
    };
}
