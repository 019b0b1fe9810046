using Acsa.Worker.Evaluation;
using Acsa.Worker.Results;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Evaluation;

/// <summary>Segmentations of an image's rows and columns that lie otherwise than it, or are of another size.</summary>
public sealed class PlaneCheckTests : IDisposable
{
    const string Upright = @"1\0\0\0\1\0", Mirrored = @"-1\0\0\0\1\0", Sagittal = @"0\1\0\0\0\-1", NotStated = "";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // The image is not there: what says that rows and columns run as in the picture is taken by its word, as viewers write it.
    [InlineData(Upright, NotStated, null, null)]
    [InlineData(NotStated, NotStated, null, null)]
    [InlineData(Upright, Sagittal, Sagittal, null)]
    [InlineData(Mirrored, NotStated, null, @"-1\0\0\0\1\0; expected: 1\0\0\0\1\0 or that of its image, which lies in neither folder; it is not compared.")]
    [InlineData(Mirrored, Upright, NotStated, @"-1\0\0\0\1\0; expected: 1\0\0\0\1\0 or none, as its image; it is not compared.")]
    [InlineData(Mirrored, Upright, Sagittal, @"-1\0\0\0\1\0; expected: 1\0\0\0\1\0 or 0\1\0\0\0\-1, as its image; it is not compared.")]
    [InlineData(Sagittal, Upright, Sagittal, null)]
    // Both lie alike, whatever that is.
    [InlineData(Sagittal, Sagittal, null, null)]
    public void A_mask_that_is_turned_or_mirrored_is_a_problem_and_not_compared(
        string truth, string predicted, string? image, string? problem)
    {
        Save("truth", Drawn(truth));
        Save("predicted", Drawn(predicted));
        if (image is not null) Save("truth", Image(image), "image.dcm");
        AssertIs(problem);
    }

    [Theory]
    [InlineData(@"0.2\0.1", @"0.2\0.1", null, null)]
    // Half the size on as many pixels: half the picture, or another one.
    [InlineData(@"0.1\0.05", @"0.2\0.1", null, "has pixels of 0.005×0.01 cm; expected: 0.01×0.02 cm, as ")]
    [InlineData(@"0.1\0.05", NotStated, @"0.2\0.1", "has pixels of 0.005×0.01 cm; expected: 0.01×0.02 cm, as its image; it is not compared.")]
    // Nobody knows the size, and nobody contradicts it.
    [InlineData(@"0.1\0.05", NotStated, null, null)]
    [InlineData(@"0.1\0.05", NotStated, NotStated, null)]
    public void A_mask_of_pixels_of_another_size_than_its_images_is_a_problem_and_not_compared(
        string truth, string predicted, string? image, string? problem)
    {
        Save("truth", Drawn(NotStated, truth));
        Save("predicted", Drawn(NotStated, predicted));
        if (image is not null) Save("predicted", Image(NotStated, image), "image.dcm");
        AssertIs(problem);
    }

    [Fact]
    public void What_a_person_says_of_the_scale_in_cases_csv_stands()
    {
        Save("truth", Drawn(NotStated, @"0.1\0.05"));
        Save("predicted", Drawn(NotStated, @"0.2\0.1"));
        foreach (var folder in new[] { "truth", "predicted" })
            File.WriteAllLines(Path.Combine(_folder[folder], "cases.csv"), ["image,pixelXCm,pixelYCm", "drawn,0.01,0.02"]);
        AssertIs(null);
    }

    [Fact]
    public void What_this_node_wrote_beside_its_results_lies_on_the_image_that_it_read()
    {
        Save("predicted", Drawn(Sagittal));
        File.WriteAllText(Path.Combine(_folder["predicted"], "results.json"), ResultJson.Write(new ResultDocument(
            [ResultEntry.Refused("drawn.dcm", "1.2.9", []) with { Frame = 1, Structure = "rectus-femoris", Status = "measured" }], [])));
        Save("truth", Drawn(Upright));
        AssertIs(null);
    }

    void AssertIs(string? problem)
    {
        var document = Evaluator.Run(MaskFolder.Read(_folder["predicted"], null), MaskFolder.Read(_folder["truth"], null));
        if (problem is null)
        {
            Assert.Empty(document.Problems);
            Assert.Equal(1, Assert.Single(document.Cases).Dice);
            return;
        }

        Assert.Empty(document.Cases);
        var said = Assert.Single(document.Problems);
        Assert.StartsWith(_folder["truth"], said, StringComparison.Ordinal);
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    static DicomDataset Drawn(string cosines, string spacing = NotStated)
    {
        var data = DrawnLabelMap.Of([(1, "RF")], DrawnLabelMap.Frame("0110 0100 0000"));
        var shared = new DicomDataset();
        if (cosines.Length > 0)
            shared.Add(new DicomSequence(DicomTag.PlaneOrientationSequence,
                new DicomDataset { { DicomTag.ImageOrientationPatient, cosines.Split('\\') } }));
        if (spacing.Length > 0)
            shared.Add(new DicomSequence(DicomTag.PixelMeasuresSequence, new DicomDataset { { DicomTag.PixelSpacing, spacing.Split('\\') } }));
        data.Add(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence, shared));
        return data;
    }

    static DicomDataset Image(string cosines, string spacing = NotStated)
    {
        var data = new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian)
        {
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage }, { DicomTag.SOPInstanceUID, "1.2.9" },
            { DicomTag.Rows, (ushort)DrawnLabelMap.Height }, { DicomTag.Columns, (ushort)DrawnLabelMap.Width },
        };
        if (cosines.Length > 0) data.Add(DicomTag.ImageOrientationPatient, cosines.Split('\\'));
        if (spacing.Length > 0) data.Add(DicomTag.PixelSpacing, spacing.Split('\\'));
        return data;
    }

    void Save(string folder, DicomDataset data, string name = "drawn.dcm")
    {
        Directory.CreateDirectory(_folder[folder]);
        new DicomFile(data).Save(Path.Combine(_folder[folder], name));
    }
}
