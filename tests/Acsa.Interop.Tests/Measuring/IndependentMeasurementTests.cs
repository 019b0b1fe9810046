using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Phantom;
using Xunit.Abstractions;

namespace Acsa.Interop.Tests.Measuring;

/// <summary>
/// Our numbers beside those of peers/measurements.py, which has the same definitions from numpy and scipy: to 1e-6 of the value.
/// ACSA_PHANTOMS=100 takes that many phantoms instead of 25.
/// </summary>
public sealed class IndependentMeasurementTests(ITestOutputHelper output)
{
    const double Tolerance = 1e-6;

    readonly int _seed = Random.Shared.Next();

    [Fact]
    public async Task Numpy_and_scipy_measure_analytic_shapes_alike() => await CompareAsync([.. MeasuredImage.Analytic(new(_seed))]);

    [Fact]
    public async Task Numpy_and_scipy_measure_phantoms_alike()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("ACSA_PHANTOMS"), CultureInfo.InvariantCulture, out var asked) ? asked
            : 25;
        var random = new Random(_seed);
        await CompareAsync([.. Enumerable.Range(0, count).Select(index =>
        {
            var phantom = PhantomRenderer.Render(PhantomRecipe.Draw((ulong)_seed, index) with { Frames = 1 });
            return new MeasuredImage($"phantom-{index}", phantom.Colour ?? phantom.Screen.ToRgb(), phantom.Truth,
                MeasuredImage.Shifted(phantom.Truth, random.Next(-9, 10), random.Next(-9, 10)), phantom.PixelSize);
        })]);
    }

    [Fact]
    public async Task Numpy_and_scipy_find_the_same_agreement_volumes_and_z_scores()
    {
        var random = new Random(_seed);
        var agreements = Enumerable.Range(0, 20)
            .Select(_ => Enumerable.Range(0, random.Next(3, 60)).Select(_ => 1 + 20 * random.NextDouble())
            .Select(truth => (Predicted: truth * (0.9 + 0.2 * random.NextDouble()) + 0.3, Truth: truth)).ToList()).ToList();
        var volumes = Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, random.Next(3, 12))
            .Select(i => (Cm: 2.5 * i + 2 * random.NextDouble(), Area: 20 * random.NextDouble())).OrderBy(_ => random.Next()).ToList())
                .ToList();
        var people = Enumerable.Range(0, 20).Select(_ => (
            Equation: new ReferenceEquation(50 * random.NextDouble(), random.NextDouble(), 10 * random.NextDouble(),
                0.1 + random.NextDouble(),
                -random.NextDouble(), 0.1 + random.NextDouble()),
            Subject: new Subject(20 + 60 * random.NextDouble(), random.Next(2) == 0, 45 + 60 * random.NextDouble(),
                150 + 40 * random.NextDouble()),
            Mean: 150 * random.NextDouble(), Sd: 2 + 10 * random.NextDouble())).ToList();
        var theirs = await PeerAsync([], agreements, volumes, people);
        for (var i = 0; i < 20; i++)
        {
            var ours = Agreement.Of(agreements[i])!;
            var their = theirs["agreements"]![i]!;
            Same("bias", ours.Bias, their["bias"]);
            Same("low", ours.Limits!.Value.Low, their["low"]);
            Same("high", ours.Limits.Value.High, their["high"]);
            Same("icc", ours.Icc, their["icc"]);
            Same("iccLow", ours.IccInterval!.Value.Low, their["iccLow"]);
            Same("iccHigh", ours.IccInterval.Value.High, their["iccHigh"]);
            Same("biasLow", ours.BiasInterval!.Value.Low, their["biasLow"]);
            Same("biasHigh", ours.BiasInterval.Value.High, their["biasHigh"]);
            Same("sem", ours.Sem, their["sem"]);
            Same("mdc95", ours.Mdc95, their["mdc95"]);
            Same("pearson", ours.Pearson, their["pearson"]);
            Same("volume", MuscleVolume.Between(volumes[i]), theirs["volumes"]![i]);
            Same("z-score", ZScore(people[i].Equation, people[i].Subject, people[i].Mean, people[i].Sd), theirs["zScores"]![i]);
        }
    }

    async Task CompareAsync(List<MeasuredImage> images)
    {
        var theirs = (await PeerAsync(images, [], [], []))["images"]!.AsArray();
        Assert.Equal(images.Count, theirs.Count);
        foreach (var (index, image) in images.Index())
        {
            var their = theirs[index]!;
            var ours = Measurer.Measure(image.Picture.ToGrey(), image.Mask, null, image.Size, picture: image.Picture);
            var grey = ours.Echogenicity!;
            var overlap = MaskOverlap.Of(image.Mask, image.Other);
            Check("areaCm2", ours.AreaCm2);
            Check("mean", grey.Mean);
            Check("sd", grey.Sd);
            Check("median", grey.Median);
            Check("blackPercent", grey.BlackPercent);
            Check("saturatedPercent", grey.SaturatedPercent);
            Check("deepAcsa", ours.DeepAcsaEchogenicity!.Mean);
            Check("thicknessCm", ours.ThicknessCm);
            Check("maximumThicknessCm", ours.MaximumThicknessCm);
            Check("widthCm", ours.WidthCm);
            Assert.Equal(their["fasciaDegrees"]!.GetValue<double>(), ours.FasciaDegrees!.Value, 1e-4);
            Check("dice", overlap.Dice);
            Check("iou", overlap.Iou);
            Check("precision", overlap.Precision);
            Check("recall", overlap.Recall);
            Check("hausdorff95", SurfaceDistance.Hausdorff95(image.Mask, image.Other, image.Size.XCm, image.Size.YCm));

            void Check(string name, double? value) => Same($"{image.Name} {name}", value, their[name]);
        }
        output.WriteLine($"seed {_seed}: {images.Count} images, 15 values each, within {Tolerance}");
    }

    void Same(string what, double? ours, JsonNode? theirs)
    {
        var expected = theirs!.GetValue<double>();
        Assert.True(ours is { } value && Math.Abs(value - expected) <= Tolerance * Math.Abs(expected),
            $"seed {_seed}: {what}: {ours?.ToString("R", CultureInfo.InvariantCulture)} instead of {expected.ToString("R", CultureInfo.InvariantCulture)}");
    }

    static double ZScore(ReferenceEquation equation, Subject subject, double mean, double sd)
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("table.json"), JsonSerializer.Serialize(new
        {
            schema = 1, id = "t", version = "1", synthetic = false, population = "p", authority = "a", people = 100,
            key = new { structure = "rectus-femoris", manufacturer = "m", model = "o", transducer = "t", preset = "p" },
            ages = new[] { 0, 120 },
            equation = new
            {
                intercept = equation.Intercept, ageYears = equation.AgeYears, female = equation.Female, weightKg = equation.WeightKg,
                heightCm = equation.HeightCm, bmi = equation.Bmi,
            },
            residualSd = sd,
        }));
        return ReferenceSet.Load(folder).Compare(mean, "rectus-femoris", new("m", "o", "t", "p"), subject).ZScore!.Value;
    }

    static async Task<JsonNode> PeerAsync(
        List<MeasuredImage> images, List<List<(double Predicted, double Truth)>> agreements, List<List<(double Cm, double Area)>> volumes,
        List<(ReferenceEquation Equation, Subject Subject, double Mean, double Sd)> people)
    {
        using var folder = new ScratchFolder();
        foreach (var image in images)
        {
            File.WriteAllBytes(folder.File($"{image.Name}.rgb"), image.Picture.Pixels);
            File.WriteAllBytes(folder.File($"{image.Name}.grey"), image.Picture.ToGrey().Pixels);
            File.WriteAllBytes(folder.File($"{image.Name}.mask"), image.Mask.Pixels);
            File.WriteAllBytes(folder.File($"{image.Name}.other"), image.Other.Pixels);
        }
        File.WriteAllText(folder.File("index.json"), JsonSerializer.Serialize(new
        {
            images = images.Select(image =>
                new { name = image.Name, width = image.Mask.Width, height = image.Mask.Height, x = image.Size.XCm, y = image.Size.YCm }),
            agreements = agreements.Select(pairs => pairs.Select(pair => new[] { pair.Predicted, pair.Truth })),
            volumes = volumes.Select(slices => slices.Select(slice => new[] { slice.Cm, slice.Area })),
            zScores = people.Select(person => new
            {
                mean = person.Mean, sd = person.Sd, age = person.Subject.AgeYears, female = person.Subject.IsFemale == true ? 1 : 0,
                weight = person.Subject.WeightKg, height = person.Subject.HeightCm,
                coefficients = new[] { person.Equation.Intercept, person.Equation.AgeYears, person.Equation.Female,
                    person.Equation.WeightKg,
                    person.Equation.HeightCm, person.Equation.Bmi },
            }),
        }));
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "measurements.py");
        return JsonNode.Parse(await PeerProcess.MustRunAsync("/usr/bin/python3", script, folder.Path))!;
    }
}
