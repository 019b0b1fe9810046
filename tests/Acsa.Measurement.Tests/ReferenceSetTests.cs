namespace Acsa.Measurement.Tests;

public sealed class ReferenceSetTests : IDisposable
{
    private const string Table = """
        {
          // Comments are allowed.
          "schema": 1, "id": "site-a", "version": "2", "synthetic": false, "population": "120 volunteers", "authority": "Site A", "people": 120,
          "key": { "structure": "rectus-femoris", "manufacturer": "Maker", "model": "One", "transducer": "L12", "preset": "MSK" },
          "ages": [ 18, 80 ],
          "equation": { "intercept": 20, "ageYears": 0.5, "female": 6, "weightKg": 0.1, "heightCm": 0.05, "bmi": -0.2 },
          "residualSd": 8
        }
        """;

    private static readonly ScannerSetting s_setting = new("Maker", "One", "L12", "MSK");
    private static readonly Subject s_woman = new(40, true, 60, 160);
    private readonly string _folder = Directory.CreateTempSubdirectory("acsa-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_z_score_compares_with_the_linear_equation()
    {
        var verdict = Load(Table).Compare(70, "rectus-femoris", s_setting, s_woman);
        const double expected = 20 + 0.5 * 40 + 6 + 0.1 * 60 + 0.05 * 160 - 0.2 * 60 / 2.56;
        Assert.Equal((70 - expected) / 8, verdict.ZScore!.Value, 12);
        Assert.Equal(new ReferenceComparison("site-a", "2", "120 volunteers", "Site A", verdict.Comparison!.ExpectedMean, 8),
            verdict.Comparison);
        Assert.Equal(expected, verdict.Comparison.ExpectedMean, 12);
        Assert.Null(verdict.Reason);
    }

    [Theory]
    [InlineData("maker", "One", "L12", "MSK")]
    [InlineData("Maker", "One", "L12", "MSK 2")]
    [InlineData("Maker", "Two", "L12", "MSK")]
    [InlineData("Maker", "One", "L15", "MSK")]
    public void Another_device_transducer_or_preset_has_no_z_score(string maker, string model, string transducer, string preset) => Refused(
        "No z-score: no reference table holds for this muscle, device, transducer and preset.",
        Load(Table).Compare(70, "rectus-femoris", new(maker, model, transducer, preset), s_woman));

    [Fact]
    public void Whatever_is_not_known_is_the_reason_for_no_z_score()
    {
        var set = Load(Table);
        Refused("No z-score: no reference table holds for this muscle, device, transducer and preset.",
            set.Compare(70, "vastus-lateralis", s_setting, s_woman));
        Refused("No z-score: the muscle is not known.", set.Compare(70, null, s_setting, s_woman));
        Refused("No z-score: there is no grey level.", set.Compare(null, "rectus-femoris", s_setting, s_woman));
        Refused("No z-score: the image does not state device, transducer and preset.",
            set.Compare(70, "rectus-femoris", s_setting with { Preset = null }, s_woman));
        Refused("No z-score: the image does not state the age.",
            set.Compare(70, "rectus-femoris", s_setting, s_woman with { AgeYears = null }));
        Refused("No z-score: the reference table holds for ages 18 to 80.",
            set.Compare(70, "rectus-femoris", s_setting, s_woman with { AgeYears = 17.9 }));
        Refused("No z-score: the image does not state the sex, weight, weight or height.",
            set.Compare(70, "rectus-femoris", s_setting, s_woman with { IsFemale = null, WeightKg = null }));
        Refused("No z-score: no reference table is installed.", ReferenceSet.Empty.Compare(70, "rectus-femoris", s_setting, s_woman));
    }

    [Fact]
    public void A_synthetic_table_is_never_applied()
    {
        var set = Load(Table.Replace("\"synthetic\": false", "\"synthetic\": true"));
        Assert.True(Assert.Single(set.Tables).IsSynthetic);
        Refused("No z-score: no reference table is installed.", set.Compare(70, "rectus-femoris", s_setting, s_woman));
        Assert.Equal(ReferenceSet.Empty.Fingerprint, set.Fingerprint);
    }

    [Fact]
    public void The_shipped_example_is_synthetic_and_the_shipped_schema_knows_its_keys()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "references");
        Assert.True(Assert.Single(ReferenceSet.Load(folder).Tables).IsSynthetic);
        var schema = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "reference.schema.json")))!;
        Assert.Equal(["$schema", "schema", "id", "version", "synthetic", "population", "authority", "people", "key", "ages", "equation",
            "residualSd"],
            schema["properties"]!.AsObject().Select(property => property.Key));
    }

    [Theory]
    [InlineData("\"people\": 120", "\"people\": 5", "people: 5; expected: a number from 20 to 1000000.")]
    [InlineData("\"residualSd\": 8", "\"residualSd\": 0", "residualSd: 0; expected: a number from 0.1 to 255.")]
    [InlineData("\"ages\": [ 18, 80 ]", "\"ages\": [ 80, 18 ]",
        "ages: [ 80, 18 ]; expected: two numbers from 0 to 120, the smaller first.")]
    [InlineData("\"bmi\": -0.2", "\"bmi\": \"-0.2\"", "equation.bmi: \"-0.2\"; expected: a number from -100 to 100.")]
    [InlineData("\"bmi\": -0.2", "\"bmi\": 0, \"bim\": 1",
        "equation.bim: 1; expected: no such key; known are intercept, ageYears, female, weightKg, heightCm, bmi.")]
    [InlineData("\"preset\": \"MSK\"", "\"preset\": \" \"", "key.preset: \" \"; expected: a text that is not empty.")]
    [InlineData("\"synthetic\": false,", "", "synthetic: is missing; true or false is expected.")]
    [InlineData("\"schema\": 1", "\"schema\": 2", "schema: 2; expected: a number from 1 to 1.")]
    public void A_wrong_table_is_an_error_that_names_key_and_value(string right, string wrong, string message)
    {
        var error = Assert.Throws<ReferenceTableException>(() => Load(Table.Replace(right, wrong)));
        Assert.Equal($"{Path.Combine(_folder, "a.json")}: {message}", error.Message);
    }

    [Fact]
    public void Two_tables_for_one_key_are_an_error()
    {
        File.WriteAllText(Path.Combine(_folder, "b.json"), Table.Replace("site-a", "site-b"));
        Assert.Contains("holds for the same muscle, device and preset as table site-a",
            Assert.Throws<ReferenceTableException>(() => Load(Table)).Message);
    }

    [Fact]
    public void A_changed_table_changes_the_fingerprint() =>
        Assert.NotEqual(Load(Table).Fingerprint, Load(Table.Replace("\"residualSd\": 8", "\"residualSd\": 9")).Fingerprint);

    private ReferenceSet Load(string table)
    {
        File.WriteAllText(Path.Combine(_folder, "a.json"), table);
        return ReferenceSet.Load(_folder);
    }

    private static void Refused(string reason, ReferenceVerdict verdict) => Assert.Equal(new ReferenceVerdict(null, null, reason), verdict);
}
