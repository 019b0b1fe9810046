using System.Text.Json;

namespace Acsa.Segmentation.Tests;

/// <summary>The whole way from image to mask against numpy and PyTorch (packages/make_packages.py), on images of sizes that fit no
/// model.</summary>
public sealed class ReferenceTests
{
    static readonly JsonElement Reference =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Packages.Root, "reference.json"))).RootElement;

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var package in Reference.EnumerateObject())
            for (var i = 0; i < package.Value.GetArrayLength(); i++) cases.Add(package.Name, i);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Masks_and_probabilities_are_those_of_the_reference(string package, int index)
    {
        var expected = Reference.GetProperty(package)[index];
        var image = Packages.Image(expected.GetProperty("image").GetString()!);
        var area = expected.GetProperty("area").EnumerateArray().Select(value => value.GetInt32()).ToArray();
        using var segmenter = Packages.Open(package);
        var result = segmenter.Segment(
            image, new PixelRectangle(area[0], area[1], area[2], area[3]), expected.GetProperty("structure").GetString()!);

        var sum = expected.GetProperty("expectedPixels").GetDouble();
        Assert.Equal(sum, result.Probabilities.ExpectedPixels, sum * 1e-5 + 1e-3);
        // A probability within rounding of the limit may fall on either side.
        Assert.Equal(expected.GetProperty("fromQuarter").GetInt64(), result.Probabilities.PixelsFromQuarter, 2.0);
        Assert.Equal(expected.GetProperty("fromThreeQuarters").GetInt64(), result.Probabilities.PixelsFromThreeQuarters, 2.0);

        var raw = PngReader.ReadMask(Path.Combine(Packages.Root, expected.GetProperty("mask").GetString()!));
        Assert.Equal(expected.GetProperty("thresholdedPixels").GetInt32(), raw.CountInside());
        var cleaned = segmenter.Package.Manifest.PostProcessing.Apply(raw);
        var differing = cleaned.Pixels.Zip(result.Mask.Pixels).Count(pair => pair.First != pair.Second);
        Assert.InRange(differing, 0, 2);
        Assert.Equal(ConnectedComponents.Find(raw).LargestShare, result.LargestPieceShare ?? 0, 1e-3);
    }
}
