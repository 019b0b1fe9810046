using System.Text.Json;

namespace Acsa.Imaging.Tests.Masks;

/// <summary>Every step against OpenCV and scikit-image, pixel for pixel (Fixtures/make_steps.py).</summary>
public sealed class CleaningStepTests
{
    private static readonly JsonElement s_fixture = Fixture.Read("steps.json");
    private static readonly Mask s_sheet = PngReader.ReadMask(Fixture.Path("steps.png"));
    private static readonly string[] s_steps = [.. s_fixture.GetProperty("steps").EnumerateArray().Select(step => step.GetString()!)];
    private static readonly int s_sources = s_fixture.GetProperty("sources").GetInt32();

    public static TheoryData<string> Steps() => [.. s_steps];

    public static TheoryData<string> Chains() => [.. s_fixture.GetProperty("chains").EnumerateObject().Select(chain => chain.Name)];

    [Theory, MemberData(nameof(Steps))]
    public void Agrees_with_OpenCV_and_scikit_image_pixel_for_pixel(string text)
    {
        var step = CleaningStep.Parse(text);
        Assert.Equal(text, step.Text);
        Compare(Array.IndexOf(s_steps, text), step.Apply);
    }

    [Theory, MemberData(nameof(Chains))]
    public void Steps_one_after_another_agree_too(string name)
    {
        var chains = s_fixture.GetProperty("chains");
        var steps = chains.GetProperty(name).EnumerateArray().Select(step => CleaningStep.Parse(step.GetString()!)).ToArray();
        var index = chains.EnumerateObject().TakeWhile(chain => chain.Name != name).Count();
        Compare(s_steps.Length + index, mask => steps.Aggregate(mask, (current, step) => step.Apply(current)));
    }

    [Theory]
    [InlineData(1), InlineData(63), InlineData(64), InlineData(65), InlineData(130)]
    public void Widths_around_a_machine_word_are_as_the_definition_says(int width)
    {
        const int height = 40;
        var random = new Random(width);
        foreach (var element in new[] { "disk 2", "box 4 3", "ellipse 6 9", "box 201 1" })
        {
            var mask = new Mask(width, height,
                [.. Enumerable.Range(0, width * height).Select(_ => random.Next(12) == 0 ? (byte)1 : (byte)0)]);
            var rows = element.Split(' ') switch
            {
                ["disk", var radius] => StructuringElement.Disk(int.Parse(radius)),
                ["box", var wide, var high] => StructuringElement.Rectangle(int.Parse(wide), int.Parse(high)),
                [_, var wide, var high] => StructuringElement.Ellipse(int.Parse(wide), int.Parse(high)),
                _ => throw new InvalidOperationException(element),
            };
            var (dilated, eroded) = (mask.Dilate(rows), mask.Erode(rows));
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var (any, all) = (false, true);
                    foreach (var row in rows.Rows)
                        for (var dx = -row.Left; dx <= row.Right; dx++)
                        {
                            var (px, py) = (x + dx, y + row.Y);
                            if (px < 0 || py < 0 || px >= width || py >= height) continue;
                            any |= mask[px, py];
                            all &= mask[px, py];
                        }
                    Assert.Equal((any, all), (dilated[x, y], eroded[x, y]));
                }
            }
        }
    }

    [Fact]
    public void Three_dilations_and_two_erosions_make_a_muscle_about_one_percent_larger()
    {
        // An ellipse of 340×220 pixels, as a rectus femoris fills a picture; DeepACSA's chain, which keeps it net one dilation larger.
        var mask = new Mask(500, 400);
        for (var y = 0; y < 400; y++)
            for (var x = 0; x < 500; x++) mask[x, y] = Math.Pow((x - 250) / 170.0, 2) + Math.Pow((y - 200) / 110.0, 2) <= 1;
        string[] steps = ["erode ellipse 4 4", "largest", "fill below 5000", "dilate ellipse 5 5 times 3", "erode ellipse 5 5 times 2"];
        var cleaned = steps.Aggregate(mask, (current, step) => CleaningStep.Parse(step).Apply(current));
        Assert.InRange((double)cleaned.CountInside() / mask.CountInside(), 1.002, 1.012);
    }

    [Theory]
    [InlineData("shrink disk 3"), InlineData("erode disk"), InlineData("erode disk 0"), InlineData("erode disk 101"),
        InlineData("erode box 3")]
    [InlineData("largest or superficial 1.5"), InlineData("largest or superficial 0,75"), InlineData("fill below -1"), InlineData("")]
    [InlineData("erode ellipse 1 3"), InlineData("open disk 3 times 101"), InlineData("erode disk +3"), InlineData("erode  disk 3")]
    public void What_is_no_step_is_refused_with_what_was_written(string text) =>
        Assert.Contains($"\"{text}\"", Assert.Throws<FormatException>(() => CleaningStep.Parse(text)).Message);

    private static void Compare(int row, Func<Mask, Mask> clean)
    {
        for (var source = 0; source < s_sources; source++)
        {
            var before = Part(0, source);
            var pixels = (byte[])before.Pixels.Clone();
            var after = clean(before);
            var expected = Part(row + 1, source);
            Assert.True(expected.Pixels.AsSpan().SequenceEqual(after.Pixels),
                $"source {source}: {expected.Pixels.Zip(after.Pixels).Count(pair => pair.First != pair.Second)} pixels differ");
            Assert.Equal(pixels, before.Pixels);
        }
    }

    private static Mask Part(int row, int column)
    {
        var (width, height) = (s_fixture.GetProperty("width").GetInt32(), s_fixture.GetProperty("height").GetInt32());
        return s_sheet.Crop(new(column * width, row * height, (column + 1) * width - 1, (row + 1) * height - 1));
    }
}
