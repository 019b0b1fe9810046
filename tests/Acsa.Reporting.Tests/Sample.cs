using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting.Tests;

/// <summary>Sources, masks and findings to report on.</summary>
internal static class Sample
{
    public const string Study = "1.2.826.0.1.3680043.8.498.1";
    public const string Series = "1.2.826.0.1.3680043.8.498.2";
    public const string Instance = "1.2.826.0.1.3680043.8.498.3";

    public static readonly ModelIdentity Model = new("acsa-thigh-unet", "1.0.0", new string('a', 64));

    public static readonly ReportContext Context = new(
        StructureTable.BuiltIn,
        new DeviceIdentity("AcsaNode contributors", "AcsaNode", "0001", "0.1.0", "2.25.12345678901234567890", "ACSA"),
        new string('c', 64),
        new DateTimeOffset(2026, 3, 29, 2, 30, 15, 123, TimeSpan.FromHours(2)));

    public static DicomDataset Source(int width = 64, int height = 48, int? frames = null, string photometric = "MONOCHROME2")
    {
        var source = new DicomDataset();
        source.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 100");
        source.AddOrUpdate(DicomTag.SOPClassUID, frames is null ? "1.2.840.10008.5.1.4.1.1.6.1" : "1.2.840.10008.5.1.4.1.1.3.1");
        source.AddOrUpdate(DicomTag.SOPInstanceUID, Instance);
        source.AddOrUpdate(DicomTag.StudyInstanceUID, Study);
        source.AddOrUpdate(DicomTag.SeriesInstanceUID, Series);
        source.AddOrUpdate(DicomTag.Modality, "US");
        source.AddOrUpdate(DicomTag.StudyDate, "20260328");
        source.AddOrUpdate(DicomTag.StudyTime, "101112");
        source.AddOrUpdate(DicomTag.StudyID, "S1");
        source.AddOrUpdate(DicomTag.AccessionNumber, "A1");
        source.AddOrUpdate(DicomTag.ReferringPhysicianName, "Weiß^Jürgen");
        source.AddOrUpdate(DicomTag.PatientName, "Müller^Zoë");
        source.AddOrUpdate(DicomTag.PatientID, "P1");
        source.AddOrUpdate(DicomTag.PatientBirthDate, "19500101");
        source.AddOrUpdate(DicomTag.PatientSex, "F");
        source.AddOrUpdate(DicomTag.InstanceNumber, "7");
        source.AddOrUpdate(DicomTag.Rows, (ushort)height);
        source.AddOrUpdate(DicomTag.Columns, (ushort)width);
        source.AddOrUpdate(DicomTag.PhotometricInterpretation, photometric);
        source.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)(photometric == "RGB" ? 3 : 1));
        source.AddOrUpdate(DicomTag.BitsAllocated, (ushort)8);
        if (frames is { } count) source.AddOrUpdate(DicomTag.NumberOfFrames, count);
        return source;
    }

    /// <summary>An ellipse, different for every seed.</summary>
    public static Mask Ellipse(int width, int height, int seed = 0)
    {
        var mask = new Mask(width, height);
        var (cx, cy, rx, ry) = (width * 0.5 + seed, height * 0.45, width * 0.3 + seed, height * 0.25 + seed);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                mask[x, y] = Math.Pow((x - cx) / rx, 2) + Math.Pow((y - cy) / ry, 2) <= 1;
        return mask;
    }

    public static Finding Measured(Mask mask, int frame = 1, string structure = "rectus-femoris", Laterality side = Laterality.Left)
    {
        var size = new PixelSize(0.012345678901234567, 0.01);
        return new Finding(frame, structure, side, FindingStatus.Measured, [],
            new MeasurementResult(mask.CountInside() * size.AreaCm2, new ErrorInterval(1, 2, 0.9),
                new Echogenicity(77.123456789012345, 12.5, 76, mask.CountInside(), 0), 2.07, 11.5, null, mask.CountInside()),
            new Calibration(CalibrationSource.UltrasoundRegion, size, new PixelRectangle(0, 0, mask.Width - 1, mask.Height - 1), 0), mask,
                Model, "CPUExecutionProvider");
    }

    public static Finding Uncalibrated(Mask mask, int frame = 1) => Measured(mask, frame) with
    {
        Status = FindingStatus.Refused,
        Reasons = ["Area not given: the image carries no scale."],
        Calibration = null,
        Measurement = new MeasurementResult(null, null, new Echogenicity(50, 10, 49, mask.CountInside(), 3), null, null, null,
            mask.CountInside()),
    };

    public static Finding NothingFound(int frame = 1) =>
        new(frame, "rectus-femoris", Laterality.Unknown, FindingStatus.Refused, ["No muscle was found in this image."], null, null, null,
            Model, null);

    public static ReportRequest Request(DicomDataset source, params Finding[] findings)
    {
        var (width, height) = (source.GetSingleValue<ushort>(DicomTag.Columns), source.GetSingleValue<ushort>(DicomTag.Rows));
        var pictures = findings.Select(finding => finding.FrameNumber).Distinct()
            .ToDictionary(frame => frame, _ => new RgbImage(width, height));
        return new ReportRequest(source, findings, pictures, Context);
    }

    public static byte[] Bytes(this DicomFile file)
    {
        using var stream = new MemoryStream();
        file.Save(stream);
        return stream.ToArray();
    }

    public static DicomDataset ReadBack(this DicomFile file) => DicomFile.Open(new MemoryStream(file.Bytes())).Dataset;
}
