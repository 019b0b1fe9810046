using Acsa.Imaging;
using Acsa.Segmentation;
using Acsa.Worker.Explanation;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Explanation;

public sealed class ExplainerTests : IDisposable
{
    static readonly ModelLibrary Models = ModelLibrary.Load(Path.Combine(AppContext.BaseDirectory, "models"));
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_says_what_was_decided_and_by_which_rule()
    {
        var image = new Explainer(ReadingRules.Default, Models).Explain(PhantomFile.Write(_folder));
        Assert.Null(image.Refusal);
        Assert.Equal([1], image.Frames.Analysed);
        Assert.Equal(["vastus-lateralis"], image.Anatomy!.Structures);
        Assert.Equal("Series Description", image.Anatomy.StructureSource);
        Assert.Contains(image.Anatomy.Statements, said => said is { Subject: "structure", Rule: "structures.json: vastus lateralis" });
        Assert.Equal("ultrasound-region", Assert.Single(image.Pictures).Calibration!.Source);
        Assert.NotNull(Assert.Single(image.Models).Id);
        Assert.Contains(ExplanationText.Lines(image),
            line => line.StartsWith("Muscle    vastus-lateralis, from Series", StringComparison.Ordinal));
    }

    [Fact]
    public void It_decides_as_the_analysis_does()
    {
        using var setup = AnalysisSetup.Create(Path.Combine(AppContext.BaseDirectory, "models"), new("cpu", "off"), "ACSA");
        var file = PhantomFile.Write(_folder);
        var finding = Assert.Single(new StudyPipeline(setup).Analyse(file, DateTimeOffset.UnixEpoch, default).Findings);
        var image = new Explainer(ReadingRules.Default, Models).Explain(file);
        Assert.Equal(finding.Structure, Assert.Single(image.Anatomy!.Structures));
        Assert.Equal(finding.Calibration!.PixelSize.XCm, image.Pictures[0].Calibration!.DeltaXCm);
        Assert.Equal(finding.Model!.Id, image.Models[0].Id);
    }

    [Fact]
    public void It_repeats_nothing_that_could_name_a_patient()
    {
        const string secret = "MUELLER HANS 1955";
        var image = new Explainer(ReadingRules.Default, Models).Explain(PhantomFile.Write(_folder, dataset =>
        {
            foreach (var tag in new[] { DicomTag.SeriesDescription, DicomTag.StudyDescription, DicomTag.ProtocolName,
                DicomTag.ImageComments })
                dataset.AddOrUpdate(tag, $"VL left {secret}");
            dataset.AddOrUpdate(DicomTag.BodyPartExamined, "MUELLER 1955");
            dataset.AddOrUpdate(DicomTag.PatientName, secret);
        }));
        var text = ResultJson.Write(image with { File = "", Anatomy = image.Anatomy! with { Reasons = [] } })
            + string.Join('\n', ExplanationText.Lines(image with { Anatomy = image.Anatomy! with { Reasons = [] } }));
        Assert.DoesNotContain("HANS", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("MUELLER", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_image_that_is_not_analysed_says_why()
    {
        var image = new Explainer(ReadingRules.Default, Models).Explain(PhantomFile.Write(_folder, dataset =>
            dataset.AddOrUpdate(DicomTag.SOPClassUID, DicomUID.CTImageStorage)));
        Assert.Contains("is not an ultrasound image", image.Refusal, StringComparison.Ordinal);
        Assert.Contains(image.Refusal!, string.Join('\n', ExplanationText.Lines(image)), StringComparison.Ordinal);
    }
}
