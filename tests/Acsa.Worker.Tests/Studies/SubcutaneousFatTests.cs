using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Studies;

public sealed class SubcutaneousFatTests
{
    [Fact]
    public void A_model_with_a_second_class_for_fat_gives_its_thickness_over_the_muscle()
    {
        using var folder = new TempFolder();
        using var setup = AnalysisSetup.Create(BrightnessModel.Write(folder), new("cpu", "off"), "ACSA");
        Assert.Empty(setup.Models.Problems);
        var measured = BrightnessModel.Analyse(folder, setup, BrightnessModel.Picture(200));
        var fat = measured.Measurement!.SubcutaneousFat;
        Assert.NotNull(fat);
        // The network sees the picture at a tenth of its size.
        Assert.InRange(fat.MeanCm, 1.1, 1.3);
        Assert.InRange(fat.AtCentroidCm!.Value, 1.1, 1.3);
    }

    [Fact]
    public void Fat_that_the_model_is_not_sure_of_has_no_thickness()
    {
        using var folder = new TempFolder();
        using var setup = AnalysisSetup.Create(BrightnessModel.Write(folder), new("cpu", "off"), "ACSA");
        var model = setup.Models.For("vastus-lateralis")!;
        var (sure, unsure) = (0, 0);
        for (var level = 130; level <= 250; level += 10)
        {
            var picture = BrightnessModel.Picture(200, (byte)level);
            var fat = model.Segment(picture.ToGrey(), new(0, 0, 639, 479), ["subcutaneous-fat"])[0];
            if (fat.Certainty is not { } certainty) continue;
            var measured = BrightnessModel.Analyse(folder, setup, picture).Measurement;
            if (certainty >= QualityThresholds.ModelCertainty) sure++;
            else unsure++;
            Assert.Equal(certainty < QualityThresholds.ModelCertainty, measured?.SubcutaneousFat is null);
        }

        Assert.True(sure > 0 && unsure > 0, $"{sure} sure, {unsure} not");
    }

    [Fact]
    public void Fat_larger_than_the_muscle_does_not_hide_the_muscle_of_an_image_that_names_none()
    {
        using var folder = new TempFolder();
        using var setup = AnalysisSetup.Create(BrightnessModel.Write(folder), new("cpu", "off"), "ACSA");
        var finding = BrightnessModel.Analyse(folder, setup, BrightnessModel.Picture(260), dataset => dataset.Remove(DicomTag.SeriesDescription));
        Assert.Equal("vastus-lateralis", finding.Structure);
        Assert.Contains(finding.Reasons, reason => reason.Contains("The model takes it for the", StringComparison.Ordinal));
        Assert.NotEqual(FindingStatus.Measured, finding.Status);
    }

    [Fact]
    public void An_image_that_names_no_muscle_is_shown_to_the_model_that_knows_most_muscles_whatever_else_is_installed_before_it()
    {
        using var folder = new TempFolder();
        BrightnessModel.Write(folder, manifest => manifest["structures"] = new JsonArray("subcutaneous-fat"), "a-of-fat");
        BrightnessModel.Write(folder, manifest =>
        {
            manifest["output"]!["classes"] = new JsonArray("background", "soleus", "gracilis");
            manifest["structures"] = new JsonArray("gracilis");
        }, "b-of-one");
        BrightnessModel.Write(folder, manifest =>
        {
            manifest["output"]!["classes"] = new JsonArray("background", "rectus-femoris", "vastus-lateralis");
            manifest["structures"] = new JsonArray("rectus-femoris", "vastus-lateralis");
        }, "c-of-two");
        using var setup = AnalysisSetup.Create(folder["models"], new("cpu", "off"), "ACSA");
        Assert.Empty(setup.Models.Problems);
        var finding = BrightnessModel.Analyse(folder, setup, BrightnessModel.Picture(120), dataset => dataset.Remove(DicomTag.SeriesDescription));
        Assert.Equal(("vastus-lateralis", "c-of-two"), (finding.Structure, finding.Model!.Id));

        Assert.Null(setup.Models.AnyOf(new HashSet<string> { "a-of-fat" }));
        Assert.Equal("b-of-one", setup.Models.AnyOf(new HashSet<string> { "a-of-fat", "b-of-one" })!.Package.Manifest.Id);
    }

    [Fact]
    public void A_blank_image_that_names_no_muscle_is_refused_as_blank()
    {
        using var folder = new TempFolder();
        using var setup = AnalysisSetup.Create(BrightnessModel.Write(folder), new("cpu", "off"), "ACSA");
        var picture = new RgbImage(640, 480);
        // A grey that this network takes for muscle.
        picture.Pixels.AsSpan().Fill(110);
        var finding = BrightnessModel.Analyse(folder, setup, picture, dataset => dataset.Remove(DicomTag.SeriesDescription));
        Assert.Equal((FindingStatus.Refused, null, null), (finding.Status, finding.Structure, finding.Measurement));
        Assert.Contains("The image is blank.", finding.Reasons);
    }
}
