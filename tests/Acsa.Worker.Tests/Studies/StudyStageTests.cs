using System.Globalization;
using System.Text.Json.Nodes;
using Acsa.Measurement;
using Acsa.Worker.Commands;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Studies;

public sealed class StudyStageTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Slices_that_state_their_place_give_a_volume()
    {
        for (var i = 0; i < 3; i++) Slice(i, dataset => dataset.AddOrUpdate(DicomTag.SliceLocation, Mm(25 * i)));
        var results = await AnalyzeAsync(ExitCode.Success);
        var area = results["images"]![0]!["areaCm2"]!.GetValue<double>();
        Assert.Equal(("slice-location", 2.5), Place(results["images"]![1]!));
        var muscle = results["studies"]![0]!["muscles"]![0]!;
        Assert.Equal("vastus-lateralis", muscle["structure"]!.GetValue<string>());
        Assert.Equal(area * 5, muscle["volumeCm3"]!.GetValue<double>(), 9);
        Assert.Null(muscle["areaCm2"]);
    }

    [Fact]
    public async Task What_the_ledger_keeps_of_findings_gives_the_same_numbers_of_the_study()
    {
        for (var i = 0; i < 3; i++) Slice(i, dataset => dataset.AddOrUpdate(DicomTag.SliceLocation, Mm(25 * i)));
        var results = await AnalyzeAsync(ExitCode.Success);
        var kept = results["images"]!.AsArray().Select(image => ResultJson.Read<ResultEntry>(image!.ToJsonString()));
        Assert.Equal(results["studies"]!.ToJsonString(), JsonNode.Parse(ResultJson.Write(StudyStage.Run(kept)))!.ToJsonString());
    }

    [Fact]
    public async Task A_table_states_the_places_where_the_objects_do_not()
    {
        var files = Enumerable.Range(0, 3).Select(i => Slice(i)).ToList();
        var table = _folder["places.csv"];
        File.WriteAllLines(table,
            ["image,positionCm", $"{Path.GetFileName(files[0])},0", "1.2.3.1, 4", $"{Path.GetFileName(files[2])},6.5"]);
        var results = await AnalyzeAsync(ExitCode.Success, "--positions", table);
        Assert.Equal(results["images"]![0]!["areaCm2"]!.GetValue<double>() * 6.5,
            results["studies"]![0]!["muscles"]![0]!["volumeCm3"]!.GetValue<double>(), 9);
    }

    [Fact]
    public void A_histogram_takes_one_line_and_is_read_again()
    {
        var entry = new EchogenicityEntry(1, 0, 1, 3, null) { Histogram = [0, 3, 0] };
        var text = ResultJson.WriteIndented(entry);
        Assert.Contains("[0,3,0]", text, StringComparison.Ordinal);
        Assert.Equal([0, 3, 0], ResultJson.Read<EchogenicityEntry>(text).Histogram!);
    }

    [Theory]
    [InlineData("image,positionCm\nnobody.dcm,1", "no analysed image is called nobody.dcm")]
    [InlineData("name,cm\na,1", "the heading image,positionCm is expected")]
    [InlineData("image,positionCm\na,one", "a position in cm")]
    [InlineData("image,positionCm\na,1\na,2", "each image once")]
    public void A_wrong_table_of_places_is_an_error_with_its_line(string text, string message)
    {
        var file = _folder["places.csv"];
        File.WriteAllText(file, text);
        var error = Assert.Throws<UsageException>(() => SlicePositionTable.Read(file).Apply([ResultEntry.Refused("a", "1.2", [])]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains($"{file}: line", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_sides_give_an_average_and_their_difference()
    {
        Slice(0);
        Slice(1, dataset => dataset.AddOrUpdate(DicomTag.SeriesDescription, "LEFT VASTUS LATERALIS").AddOrUpdate(DicomTag.Laterality, "L")
            .AddOrUpdate(DicomTag.ImageLaterality, "L").Remove(DicomTag.AnatomicRegionSequence, DicomTag.PrimaryAnatomicStructureSequence));
        var study = (await AnalyzeAsync(ExitCode.Success))["studies"]![0]!;
        Assert.Equal(["left", "right"], study["muscles"]!.AsArray().Select(muscle => muscle!["laterality"]!.GetValue<string>()));
        Assert.Equal(0, study["asymmetries"]![0]!["areaPercent"]!.GetValue<double>(), 9);
    }

    [Fact]
    public void A_z_score_comes_from_the_table_of_exactly_this_setting()
    {
        Directory.CreateDirectory(_folder["references"]);
        File.WriteAllText(Path.Combine(_folder["references"], "site.json"), """
            { "schema": 1, "id": "site", "version": "1", "synthetic": false, "population": "Test people", "authority": "Test", "people": 100,
              "key": { "structure": "vastus-lateralis", "manufacturer": "M", "model": "One", "transducer": "L12", "preset": "MSK HIGH" },
              "ages": [ 18, 90 ], "equation": { "intercept": 10, "ageYears": 1, "female": 5, "weightKg": 0.5, "heightCm": 0, "bmi": 0 }, "residualSd": 10 }
            """);
        using var setup = AnalysisSetup.Create(Path.Combine(AppContext.BaseDirectory, "models"), new("cpu", "off"), "ACSA", null,
            _folder["references"]);
        using var other = AnalysisSetup.Create(Path.Combine(AppContext.BaseDirectory, "models"), new("cpu", "off"), "ACSA");
        Assert.NotEqual(other.ConfigurationHash, setup.ConfigurationHash);
        var file = Slice(0, dataset => dataset.AddOrUpdate(DicomTag.Manufacturer, "M").AddOrUpdate(DicomTag.ManufacturerModelName, "One ")
            .AddOrUpdate(DicomTag.TransducerData, "L12").AddOrUpdate(DicomTag.ProcessingFunction, "MSK HIGH")
            .AddOrUpdate(DicomTag.PatientAge, "030Y").AddOrUpdate(DicomTag.PatientSex, "F").AddOrUpdate(DicomTag.PatientWeight, "60"));
        var measured = Assert.Single(new StudyPipeline(setup).Analyse(file, DateTimeOffset.UnixEpoch, default).Findings).Measurement!;
        Assert.Equal((measured.Echogenicity!.Mean - 75) / 10, measured.ZScore!.Value, 9);
        Assert.Equal(("Test people", "Test", 75),
            (measured.Reference!.Population, measured.Reference.Authority, measured.Reference.ExpectedMean));
        var unmatched = Assert.Single(new StudyPipeline(setup).Analyse(Slice(1), DateTimeOffset.UnixEpoch, default).Findings).Measurement!;
        Assert.Null(unmatched.ZScore);
        Assert.StartsWith("No z-score: ", unmatched.ZScoreReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reference_tables_that_are_not_there_or_faulty_are_wrong_configuration()
    {
        var config = _folder["acsa.json"];
        File.WriteAllText(config, """{ "data": "data", "references": "tables" }""");
        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(["check-config", "--config", config]));
        Directory.CreateDirectory(_folder["tables"]);
        Assert.Equal(ExitCode.Success, await CommandLine.RunAsync(["check-config", "--config", config]));
        File.WriteAllText(Path.Combine(_folder["tables"], "site.json"), "{}");
        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(["check-config", "--config", config]));
        Assert.Throws<ReferenceTableException>(() => AnalysisSetup.LoadReferences(_folder["elsewhere"]));
    }

    [Theory]
    [InlineData("045Y", 45.0)]
    [InlineData("018M", 1.5)]
    [InlineData("999Y", null)]
    [InlineData("000D", 0.0)]
    public void Age_is_read_from_the_age_string(string text, double? years) =>
        Assert.Equal(years, ImageFacts.Read(new DicomDataset().AddOrUpdate(DicomTag.PatientAge, text)).Subject.AgeYears);

    [Fact]
    public void Age_comes_from_the_dates_where_no_age_is_stated_and_unbelievable_numbers_are_not_there()
    {
        var facts = ImageFacts.Read(new DicomDataset().AddOrUpdate(DicomTag.PatientBirthDate, "19800101")
            .AddOrUpdate(DicomTag.StudyDate, "20200102")
            .AddOrUpdate(DicomTag.PatientWeight, "60000").AddOrUpdate(DicomTag.PatientSize, "1.6").AddOrUpdate(DicomTag.PatientSex, "O"));
        Assert.Equal(40, facts.Subject.AgeYears!.Value, 2);
        Assert.Equal((null, 160, null), (facts.Subject.WeightKg, facts.Subject.HeightCm!.Value, facts.Subject.IsFemale));
    }

    string Slice(int number, Action<DicomDataset>? alter = null)
    {
        var images = new DirectoryInfo(_folder["images"]);
        images.Create();
        var written = PhantomFile.Write(_folder, dataset =>
        {
            dataset.AddOrUpdate(DicomTag.SOPInstanceUID, $"1.2.3.{number}");
            alter?.Invoke(dataset);
        });
        var file = Path.Combine(images.FullName, $"{number}.dcm");
        File.Move(written, file);
        return file;
    }

    async Task<JsonNode> AnalyzeAsync(int expected, params string[] options)
    {
        Assert.Equal(expected,
            await CommandLine.RunAsync(
            ["analyze", _folder["images"], "--out", _folder["out"], "--provider", "cpu", "--gpu", "off", .. options]));
        return JsonNode.Parse(File.ReadAllText(Path.Combine(_folder["out"], "results.json")))!;
    }

    static (string, double) Place(JsonNode image) =>
        (image["slicePosition"]!["source"]!.GetValue<string>(), image["slicePosition"]!["cm"]!.GetValue<double>());

    static string Mm(double value) => value.ToString(CultureInfo.InvariantCulture);
}
