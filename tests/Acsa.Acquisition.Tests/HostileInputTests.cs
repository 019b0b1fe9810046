using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

/// <summary>Real files with bytes changed at random: whatever can be opened is judged, and nothing throws.</summary>
public sealed class HostileInputTests
{
    const int Rounds = 40;

    [Theory]
    [InlineData("OBXXXX1A_rle_2frame.dcm")]
    [InlineData("gdcm-US-ALOKA-16.dcm")]
    [InlineData("examples_ybr_color.dcm")]
    [InlineData("US1_J2KR.dcm")]
    public void Damaged_files_are_judged_without_an_exception(string file)
    {
        var seed = Environment.TickCount;
        var original = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", file));
        var opened = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(seed + round);
            var bytes = (byte[])original.Clone();
            // The attributes lie in the first kilobytes; the pixels are the decoders' own concern.
            for (var i = random.Next(1, 30); i > 0; i--) bytes[random.Next(132, Math.Min(bytes.Length, 6000))] = (byte)random.Next(256);
            if (Open(bytes) is not { } dataset) continue;
            opened++;
            var failure = Record.Exception(() => Judge(dataset));
            if (failure is not null) Assert.Fail($"{file}, seed {seed + round}: {failure}");
        }
        Assert.True(opened > 0, $"seed {seed}");
    }

    static DicomDataset? Open(byte[] bytes)
    {
        try
        {
            return DicomFile.Open(new MemoryStream(bytes)).Dataset;
        }
        catch (DicomFileException)
        {
            return null;
        }
    }

    static void Judge(DicomDataset dataset)
    {
        var choice = FrameChooser.Choose(dataset);
        Assert.Equal(choice.Refusal is null, choice.FrameNumbers.Count > 0);
        var scale = ScaleStatements.Read(dataset);
        var area = Calibrator.AnalysisArea(scale);
        Assert.True(Calibrator.Calibrate(scale, area) is { Calibration: null, Reasons.Count: > 0 } or { Calibration: not null,
            Reasons.Count: 0 });
        new AnatomyReader(StructureTable.BuiltIn).Read(dataset);
        if (choice.FrameNumbers.Count > 0) FrameReader.Read(dataset, choice.FrameNumbers[^1]);
    }
}
