using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Worker.Demo;

/// <summary>Makes an Ultrasound Image Storage object (PS3.3 A.6) of a picture and its pixel size.</summary>
static class UltrasoundObject
{
    const ushort TwoDimensional = 1;
    const ushort Tissue = 1;
    const ushort Centimetres = 3;

    public static DicomDataset Create(UltrasoundDescription description, RgbImage picture)
    {
        var now = TimeProvider.System.GetLocalNow();
        var (date, time) = (now.ToString("yyyyMMdd", CultureInfo.InvariantCulture), now.ToString("HHmmss", CultureInfo.InvariantCulture));
        var dataset = new DicomDataset
        {
            { DicomTag.ImageType, "ORIGINAL", "PRIMARY", "MUSCULOSKELETAL", "0001" },
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage },
            { DicomTag.SOPInstanceUID, DicomUID.Generate() },
            { DicomTag.StudyDate, date },
            { DicomTag.ContentDate, date },
            { DicomTag.StudyTime, time },
            { DicomTag.ContentTime, time },
            { DicomTag.AccessionNumber, "" },
            { DicomTag.Modality, "US" },
            { DicomTag.Manufacturer, "AcsaNode demonstration" },
            { DicomTag.ReferringPhysicianName, "" },
            { DicomTag.StudyDescription, description.StudyDescription },
            { DicomTag.SeriesDescription, description.SeriesDescription },
            { DicomTag.PatientName, $"DEMO^{description.Subject}" },
            { DicomTag.PatientID, $"ACSA-DEMO-{description.Subject}" },
            { DicomTag.PatientBirthDate, "" },
            { DicomTag.PatientSex, "" },
            { DicomTag.StudyInstanceUID, DicomUID.Generate() },
            { DicomTag.SeriesInstanceUID, DicomUID.Generate() },
            { DicomTag.StudyID, "1" },
            { DicomTag.SeriesNumber, "1" },
            { DicomTag.InstanceNumber, "1" },
            { DicomTag.PatientOrientation, "" },
            { DicomTag.Laterality, description.Side == Laterality.Left ? "L" : "R" },
            new DicomSequence(DicomTag.SequenceOfUltrasoundRegions, Region(description)),
        };
        AddPixels(dataset, picture);
        return dataset;
    }

    // PS3.3 C.8.5.5: one calibrated two-dimensional tissue region.
    static DicomDataset Region(UltrasoundDescription description) => new()
    {
        { DicomTag.RegionSpatialFormat, TwoDimensional },
        { DicomTag.RegionDataType, Tissue },
        { DicomTag.RegionFlags, 0u },
        { DicomTag.RegionLocationMinX0, (uint)description.Region.Left },
        { DicomTag.RegionLocationMinY0, (uint)description.Region.Top },
        { DicomTag.RegionLocationMaxX1, (uint)description.Region.Right },
        { DicomTag.RegionLocationMaxY1, (uint)description.Region.Bottom },
        { DicomTag.PhysicalUnitsXDirection, Centimetres },
        { DicomTag.PhysicalUnitsYDirection, Centimetres },
        { DicomTag.PhysicalDeltaX, description.PixelSize.XCm },
        { DicomTag.PhysicalDeltaY, description.PixelSize.YCm },
    };

    static void AddPixels(DicomDataset dataset, RgbImage picture)
    {
        dataset.Add(DicomTag.SamplesPerPixel, (ushort)3);
        dataset.Add(DicomTag.PhotometricInterpretation, "RGB");
        dataset.Add(DicomTag.PlanarConfiguration, (ushort)0);
        dataset.Add(DicomTag.Rows, (ushort)picture.Height);
        dataset.Add(DicomTag.Columns, (ushort)picture.Width);
        dataset.Add(DicomTag.BitsAllocated, (ushort)8);
        dataset.Add(DicomTag.BitsStored, (ushort)8);
        dataset.Add(DicomTag.HighBit, (ushort)7);
        dataset.Add(DicomTag.PixelRepresentation, (ushort)0);
        // PS3.5 8.1.1: an odd number of bytes is padded to even.
        var pixels = picture.Pixels.Length % 2 == 0 ? picture.Pixels : [.. picture.Pixels, 0];
        dataset.Add(new DicomOtherByte(DicomTag.PixelData, pixels));
    }
}
