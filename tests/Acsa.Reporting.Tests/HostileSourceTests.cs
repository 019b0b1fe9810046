namespace Acsa.Reporting.Tests;

/// <summary>
/// Sources with bytes changed at random: a result is written and reads back as asked for, or the source is refused by tag.
/// </summary>
public sealed class HostileSourceTests
{
    [Fact]
    public void Damaged_sources_give_sound_results_or_a_refusal()
    {
        var seed = Environment.TickCount;
        var original = Sample.Source();
        original.AddOrUpdate(DicomTag.TimezoneOffsetFromUTC, "+0100");
        original.AddOrUpdate(DicomTag.LossyImageCompression, "01");
        original.AddOrUpdate(new DicomSequence(DicomTag.RequestAttributesSequence,
            new DicomDataset(new DicomShortString(DicomTag.RequestedProcedureID, "R1"))));
        var bytes = new DicomFile(original).Bytes();
        var written = 0;
        for (var round = 0; round < 300; round++)
        {
            var random = new Random(seed + round);
            var damaged = (byte[])bytes.Clone();
            for (var i = random.Next(1, 6); i > 0; i--) damaged[random.Next(400, damaged.Length)] = (byte)random.Next(256);
            var failure = Record.Exception(() => written += Write(damaged) ? 1 : 0);
            if (failure is not null) Assert.Fail($"seed {seed + round}: {failure}");
        }
        Assert.True(written > 0, $"seed {seed}");
    }

    // Each result would hold it again, and each destination get it.
    [Theory]
    [InlineData("text")]
    [InlineData("bytes")]
    [InlineData("fragments")]
    [InlineData("nested")]
    public void A_header_that_is_far_too_large_is_no_results_header(string what)
    {
        const int size = 300 * 1024;
        var source = Sample.Source().NotValidated();
        var pixels = new DicomOtherByteFragment(DicomTag.PatientID);
        pixels.Fragments.Add(new MemoryByteBuffer([1, 2]));
        source.AddOrUpdate(what switch
        {
            "text" => new DicomUnlimitedText(DicomTag.PatientID, new string('x', size)),
            "bytes" => new DicomOtherByte(DicomTag.PatientID, new byte[size]),
            "fragments" => (DicomItem)pixels,
            _ => new DicomSequence(DicomTag.ProcedureCodeSequence, [.. Enumerable.Range(0, 10).Select(_ =>
                new DicomDataset().NotValidated().Add(new DicomUnlimitedText(DicomTag.LongCodeValue, new string('x', size / 10))))]),
        });
        var request = Sample.Request(source, Sample.Measured(Sample.Ellipse(64, 48)));
        Assert.Contains("bytes: no result takes that over", Assert.Throws<DicomDataException>(() => ResultWriter.Write(request)).Message,
            StringComparison.Ordinal);
    }

    static bool Write(byte[] bytes)
    {
        DicomDataset source;
        try
        {
            source = DicomFile.Open(new MemoryStream(bytes)).Dataset;
        }
        catch (DicomFileException)
        {
            return false;
        }
        // A size that no longer fits the mask would be noticed before: the mask is made on the decoded frame.
        if (source.GetSingleValueOrDefault<ushort>(DicomTag.Rows, 0) != 48
            || source.GetSingleValueOrDefault<ushort>(DicomTag.Columns, 0) != 64) return false;
        try
        {
            var request = Sample.Request(source, Sample.Measured(Sample.Ellipse(64, 48)));
            Assert.Empty(ResultCheck.Problems(ResultWriter.Write(request), request));
            return true;
        }
        catch (DicomDataException)
        {
            return false;
        }
    }
}
