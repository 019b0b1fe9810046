using System.Globalization;

namespace Acsa.Acquisition.Tests;

/// <summary>Data sets as scanners write them.</summary>
internal static class Sample
{
    public static DicomDataset Still(int width = 640, int height = 480)
    {
        var dataset = new DicomDataset().NotValidated();
        dataset.AddOrUpdate(DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.6.1");
        dataset.AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.3");
        dataset.AddOrUpdate(DicomTag.Rows, (ushort)height);
        dataset.AddOrUpdate(DicomTag.Columns, (ushort)width);
        dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "MONOCHROME2");
        dataset.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, new byte[2]));
        return dataset;
    }

    public static DicomDataset Clip(int frames)
    {
        var dataset = Still();
        dataset.AddOrUpdate(DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.3.1");
        dataset.AddOrUpdate(DicomTag.NumberOfFrames, frames.ToString(CultureInfo.InvariantCulture));
        return dataset;
    }

    public static DicomDataset With(this DicomDataset dataset, params DicomDataset[] regions)
    {
        dataset.AddOrUpdate(new DicomSequence(DicomTag.SequenceOfUltrasoundRegions, regions));
        return dataset;
    }

    public static DicomDataset With(this DicomDataset dataset, DicomTag tag, params string[] values)
    {
        dataset.AddOrUpdate(tag, values);
        return dataset;
    }

    public static DicomDataset Region(uint left, uint top, uint right, uint bottom, double delta = 0.01, ushort format = 1,
        ushort type = 1, ushort units = 3)
    {
        var region = new DicomDataset().NotValidated();
        region.AddOrUpdate(DicomTag.RegionLocationMinX0, left);
        region.AddOrUpdate(DicomTag.RegionLocationMinY0, top);
        region.AddOrUpdate(DicomTag.RegionLocationMaxX1, right);
        region.AddOrUpdate(DicomTag.RegionLocationMaxY1, bottom);
        region.AddOrUpdate(DicomTag.RegionSpatialFormat, format);
        region.AddOrUpdate(DicomTag.RegionDataType, type);
        region.AddOrUpdate(DicomTag.RegionFlags, 0u);
        region.AddOrUpdate(DicomTag.PhysicalUnitsXDirection, units);
        region.AddOrUpdate(DicomTag.PhysicalUnitsYDirection, units);
        region.AddOrUpdate(DicomTag.PhysicalDeltaX, delta);
        region.AddOrUpdate(DicomTag.PhysicalDeltaY, delta);
        return region;
    }

    public static DicomDataset Code(string value, string scheme)
    {
        var code = new DicomDataset();
        code.AddOrUpdate(DicomTag.CodeValue, value);
        code.AddOrUpdate(DicomTag.CodingSchemeDesignator, scheme);
        code.AddOrUpdate(DicomTag.CodeMeaning, "meaning");
        return code;
    }
}
