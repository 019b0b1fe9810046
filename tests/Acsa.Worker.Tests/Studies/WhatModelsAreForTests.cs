using System.Text.Json.Nodes;
using Acsa.Measurement;
using Acsa.Segmentation;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Studies;

/// <summary>What a manifest says that its model is for holds.</summary>
public sealed class WhatModelsAreForTests
{
    [Fact]
    public void A_model_that_gives_no_area_gives_none_on_a_calibrated_image_either()
    {
        using var folder = new TempFolder();
        var models = BrightnessModel.Write(folder, manifest => manifest["requiredCalibration"] = "none");
        using var setup = AnalysisSetup.Create(models, new("cpu", "off"), "ACSA");
        var finding = BrightnessModel.Analyse(folder, setup, BrightnessModel.Picture(200));
        Assert.Equal(FindingStatus.Refused, finding.Status);
        Assert.Equal("The model pointwise is not made to give an area.", finding.Reasons[0]);
        var measured = finding.Measurement!;
        Assert.Equal((null, null, null, null, null),
            (measured.AreaCm2, measured.AreaCm2Interval, measured.ThicknessCm, measured.CircumferenceCm, measured.SubcutaneousFat));
        Assert.Equal(110, measured.Echogenicity!.Mean, 1.0);
    }

    [Fact]
    public void A_model_of_another_view_outlines_nothing_and_the_reason_is_a_problem()
    {
        using var folder = new TempFolder();
        var models = BrightnessModel.Write(folder, manifest => manifest["views"] = new JsonArray("longitudinal"));
        using var setup = AnalysisSetup.Create(models, new("cpu", "off"), "ACSA");
        Assert.Contains("expected \"transverse\" among the views", Assert.Single(setup.Models.Problems), StringComparison.Ordinal);
        var finding = BrightnessModel.Analyse(folder, setup, BrightnessModel.Picture(200));
        Assert.Equal((FindingStatus.Refused, null), (finding.Status, finding.Mask));
        Assert.Contains("No model for this muscle is installed", finding.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_versions_of_a_model_that_a_rule_names_the_newer_is_asked_although_the_older_was_opened_for_another_muscle()
    {
        using var folder = new TempFolder();
        BrightnessModel.Write(folder, manifest => manifest["structures"] = new JsonArray("vastus-lateralis"), "a-usual");
        foreach (var (version, other) in new[] { ("1.0.0", "soleus"), ("2.0.0", "subcutaneous-fat") })
            BrightnessModel.Write(folder, manifest =>
            {
                (manifest["id"], manifest["version"]) = ("named", version);
                manifest["output"]!["classes"] = new JsonArray("background", other, "vastus-lateralis");
                manifest["structures"] = other == "soleus" ? new JsonArray("soleus", "vastus-lateralis") : new JsonArray("vastus-lateralis");
            }, $"named-{version}");
        var named = new HashSet<string> { "named" };
        using var rack = ModelRack.Open(folder["models"], ExecutionProviderPolicy.CpuOnly, named);
        Assert.Empty(rack.Problems);
        Assert.Equal("a-usual", rack.For("vastus-lateralis")!.Package.Manifest.Id);
        Assert.Equal("1.0.0", rack.For("soleus", named)!.Package.Manifest.Version);
        Assert.Equal("2.0.0", rack.For("vastus-lateralis", named)!.Package.Manifest.Version);
    }
}
