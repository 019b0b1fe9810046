namespace Acsa.Imaging.Tests.Masks;

public sealed class MaskOperationsTests
{
    private static readonly Mask s_sheet = PngReader.ReadMask(Fixture.Path("masks.png"));

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var name in Fixture.Read("masks.json").GetProperty("names").EnumerateArray())
        {
            if (name.GetString() != "source") names.Add(name.GetString()!);
        }
        return names;
    }

    [Theory, MemberData(nameof(Names))]
    public void Agrees_with_scikit_image_pixel_for_pixel(string name)
    {
        var source = FromSheet("source");
        var words = name.Split(' ');
        var connectivity = words[^1] == "four" ? Connectivity.Four : Connectivity.Eight;
        var actual = words switch
        {
            ["largest", _] => source.LargestComponent(connectivity),
            ["without", ..] => source.RemoveSmall(9, connectivity),
            ["filled"] => source.FillHoles(),
            ["erode", ..] => source.Erode(Element(words)),
            ["dilate", ..] => source.Dilate(Element(words)),
            ["open", ..] => source.Open(Element(words)),
            ["close", ..] => source.Close(Element(words)),
            _ => throw new InvalidOperationException(name),
        };
        Assert.Equal(FromSheet(name).Pixels, actual.Pixels);
    }

    [Theory, InlineData("four", Connectivity.Four), InlineData("eight", Connectivity.Eight)]
    public void Pieces_come_in_the_order_of_scikit_image(string name, Connectivity connectivity)
    {
        var areas = Fixture.Read("masks.json").GetProperty("areas").GetProperty(name);
        var components = ConnectedComponents.Find(FromSheet("source"), connectivity);
        Assert.Equal(areas.Floats(), components.Areas.Select(a => (float)a));
    }

    [Fact]
    public void A_small_hole_is_filled_and_a_large_one_stays()
    {
        var mask = new Mask(20, 10);
        for (var y = 1; y < 9; y++) mask.Pixels.AsSpan(y * 20 + 1, 18).Fill(1);
        mask[3, 3] = false;
        for (var y = 3; y < 7; y++) mask.Pixels.AsSpan(y * 20 + 8, 6).Clear();
        var filled = mask.FillHoles(maximumPixels: 10);
        Assert.True(filled[3, 3]);
        Assert.False(filled[10, 5]);
        Assert.Equal(18 * 8, mask.FillHoles().CountInside());
    }

    [Fact]
    public void An_empty_mask_stays_empty_and_a_full_one_full()
    {
        var empty = new Mask(9, 7);
        Assert.Equal(0, empty.LargestFilled().CountInside());
        Assert.Equal(0, empty.Close(StructuringElement.Disk(3)).CountInside());
        Assert.Equal(0, ConnectedComponents.Find(empty).LargestShare);
        Assert.Null(empty.BoundingBox());
        Assert.Null(empty.Moments());
        Assert.Null(empty.OuterBoundary());
        Assert.Null(MaskPerimeter.Measure(empty, new(1, 1)));
        var full = new Mask(9, 7);
        full.Pixels.AsSpan().Fill(1);
        Assert.Equal(63, full.Open(StructuringElement.Disk(3)).LargestFilled().CountInside());
    }

    [Fact]
    public void Says_how_much_lies_on_the_border_of_an_area()
    {
        var mask = new Mask(20, 20);
        for (var y = 5; y <= 10; y++) mask.Pixels.AsSpan(y * 20 + 5, 6).Fill(1);
        Assert.Equal(new(5, 5, 10, 10), mask.BoundingBox());
        Assert.False(mask.TouchesBorder(new(4, 4, 11, 11)));
        Assert.Equal(6, mask.CountOnBorder(new(5, 4, 11, 11)));
        Assert.Equal(20, mask.CountOnBorder(new(5, 5, 10, 10)));
        Assert.Equal(36, mask.CountOnBorder(new(12, 12, 15, 15)));
        Assert.Equal(6, mask.CountOnBorder(new(-5, -5, 10, 30)));
    }

    [Fact]
    public void Moments_are_those_of_the_pixel_centres()
    {
        var mask = FromSheet("source");
        double n = 0, sx = 0, sy = 0, sxy = 0, sxx = 0;
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (!mask[x, y]) continue;
                (n, sx, sy, sxy, sxx) = (n + 1, sx + x + 0.5, sy + y + 0.5, sxy + (x + 0.5) * (y + 0.5), sxx + (x + 0.5) * (x + 0.5));
            }
        }
        var moments = mask.Moments()!.Value;
        Assert.Equal((long)n, moments.Pixels);
        Assert.Equal(sx / n, moments.CentroidX, 9);
        Assert.Equal(sy / n, moments.CentroidY, 9);
        Assert.Equal(sxx / n - sx / n * (sx / n), moments.CovarianceXx, 6);
        Assert.Equal(sxy / n - sx / n * (sy / n), moments.CovarianceXy, 6);
    }

    private static StructuringElement Element(string[] words) => words[1] == "disk"
        ? StructuringElement.Disk(int.Parse(words[2]))
        : StructuringElement.Rectangle(int.Parse(words[2]), int.Parse(words[3]));

    private static Mask FromSheet(string name)
    {
        var fixture = Fixture.Read("masks.json");
        var index = 0;
        foreach (var item in fixture.GetProperty("names").EnumerateArray())
        {
            if (item.GetString() == name) break;
            index++;
        }
        var (width, height) = (fixture.GetProperty("width").GetInt32(), fixture.GetProperty("height").GetInt32());
        return s_sheet.Crop(new(0, index * height, width - 1, (index + 1) * height - 1));
    }
}
