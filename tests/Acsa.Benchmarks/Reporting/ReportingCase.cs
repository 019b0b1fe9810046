using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;

namespace Acsa.Benchmarks.Reporting;

/// <summary>Findings to write: elliptical muscles over speckle.</summary>
static class ReportingCase
{
    static readonly PixelSize Scale = new(0.01, 0.01);
    static readonly ReportContext Context = new(StructureTable.BuiltIn,
        new DeviceIdentity("AcsaNode", "AcsaNode", "1", "0.1.0", "2.25.1", "ACSA"),
        new string('c', 64), DateTimeOffset.UnixEpoch);

    /// <summary>A clip of 640×480 with a mask in each frame.</summary>
    public static ReportRequest Clip(int frames) => new(Source(640, 480, frames),
        [.. Enumerable.Range(1, frames).Select(frame => Found(640, 480, frame))], new Dictionary<int, RgbImage>(), Context);

    /// <summary>A still of 1024×768 with its picture.</summary>
    public static ReportRequest Still()
    {
        var picture = new RgbImage(1024, 768);
        var random = new Random(1);
        for (var i = 0; i < picture.Pixels.Length; i += 3) picture.Pixels.AsSpan(i, 3).Fill((byte)random.Next(40, 120));
        return new ReportRequest(Source(1024, 768, null), [Found(1024, 768, 1)], new Dictionary<int, RgbImage> { [1] = picture }, Context);
    }

    static Finding Found(int width, int height, int frame)
    {
        var mask = new Mask(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                mask[x, y] = Math.Pow((x - width / 2.0 - frame % 7) / (width * 0.3), 2)
                    + Math.Pow((y - height / 2.0) / (height * 0.25), 2) <= 1;
        var pixels = mask.CountInside();
        return new Finding(frame, "rectus-femoris", Laterality.Left, FindingStatus.Measured, [],
            new MeasurementResult(pixels * Scale.AreaCm2, new ErrorInterval(1, 200, 0.9), new Echogenicity(70.5, 12, 70, pixels, 0), 2, 11, null,
                pixels),
            new Calibration(CalibrationSource.UltrasoundRegion, Scale, new PixelRectangle(0, 0, width - 1, height - 1), 0), mask,
            new ModelIdentity("bench", "1", new string('a', 64)), "CPUExecutionProvider");
    }

    static DicomDataset Source(int width, int height, int? frames)
    {
        var source = new DicomDataset();
        source.AddOrUpdate(DicomTag.StudyInstanceUID, "2.25.2");
        source.AddOrUpdate(DicomTag.SeriesInstanceUID, "2.25.3");
        source.AddOrUpdate(DicomTag.SOPInstanceUID, "2.25.4");
        source.AddOrUpdate(DicomTag.SOPClassUID,
            frames is null ? DicomUID.UltrasoundImageStorage.UID : DicomUID.UltrasoundMultiFrameImageStorage.UID);
        source.AddOrUpdate(DicomTag.Rows, (ushort)height);
        source.AddOrUpdate(DicomTag.Columns, (ushort)width);
        source.AddOrUpdate(DicomTag.PhotometricInterpretation, "RGB");
        if (frames is { } count) source.AddOrUpdate(DicomTag.NumberOfFrames, count);
        return source;
    }
}
