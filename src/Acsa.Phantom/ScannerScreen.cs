using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Phantom;

/// <summary>The screen around the echoes: bars, settings, a grey wedge, depth marks and burned-in text.</summary>
internal sealed class ScannerScreen
{
    private readonly RgbImage _image;
    private readonly byte[] _inside;
    private readonly PhantomRandom _random;

    private ScannerScreen(RgbImage image, byte[] inside, PhantomRandom random) => (_image, _inside, _random) = (image, inside, random);

    public static (GreyImage Screen, RgbImage? Colour) Compose(PhantomRecipe recipe, ScreenLayout layout, float[] values, byte[] inside)
    {
        var random = recipe.Stream(7);
        var image = new RgbImage(layout.Width, layout.Height);
        var screen = new ScannerScreen(image, inside, random);
        screen.Background(layout);
        screen.Furniture(recipe, layout);
        for (var i = 0; i < values.Length; i++)
        {
            if (inside[i] != 0) image.Pixels.AsSpan(3 * i, 3).Fill((byte)(values[i] + 0.5f));
        }
        return (image.ToGrey(), recipe.Colour ? image : null);
    }

    private void Background(ScreenLayout layout)
    {
        if (!_random.Chance(0.2)) return;
        var shade = _random.Whole(4, 58);
        for (var y = 0; y < layout.Height; y++)
            for (var x = 0; x < layout.Width; x++)
                if (x < layout.Region.Left || x > layout.Region.Right || y < layout.Region.Top || y > layout.Region.Bottom)
                    Set(x, y, shade, shade, shade);
    }

    private void Furniture(PhantomRecipe recipe, ScreenLayout layout)
    {
        int width = layout.Width, height = layout.Height;
        var size = Math.Max(1, (int)(height / 400.0 + _random.NextUnit()));
        var bar = 10 * size + _random.Whole(2, 14);
        if (_random.Chance(0.8) && layout.Region.Top > bar) Box(0, 0, width - 1, bar, _random.Whole(8, 60));
        Text(_random.Whole(5, width / 5), 4, "ACSA PHANTOM", size, 190, 190, 190);
        Text(width - 110 * size, 4, "MI 0.9  TIS 0.3", size, 170, 170, 170);
        if (_random.Chance(0.6))
        {
            var name = recipe.Structure == PhantomStructure.RectusFemoris ? "RECTUS FEMORIS" : "VASTUS LATERALIS";
            var side = recipe.Laterality == Laterality.Left ? "LEFT " : "RIGHT ";
            var (r, g, b) = _random.Pick((255, 255, 0), (240, 240, 240), (120, 220, 120));
            Text(_random.Whole(10, Math.Max(11, width / 3)), bar + _random.Whole(6, 30), side + name + " CSA", size + _random.Whole(0, 1),
                r, g, b);
        }
        Settings(layout, size, bar);
        Marks(layout);
        if (_random.Chance(0.5)) Wedge(layout);
    }

    private void Settings(ScreenLayout layout, int size, int bar)
    {
        var right = _random.Chance(0.5);
        var x = right ? layout.Width - _random.Whole(50, 70) * size : _random.Whole(2, 8);
        var y = bar + _random.Whole(10, 60);
        ReadOnlySpan<string> lines =
        [
            "FR " + _random.Whole(9, 60).ToString(CultureInfo.InvariantCulture), "FRQ 12.0",
            "GN " + _random.Whole(20, 80).ToString(CultureInfo.InvariantCulture), "S/A 2/1", "MAP D/0",
            "D " + _random.Whole(3, 9).ToString(CultureInfo.InvariantCulture) + ".0",
            "DR " + _random.Whole(50, 80).ToString(CultureInfo.InvariantCulture), "AO% 100",
        ];
        var shade = _random.Whole(110, 220);
        foreach (var line in lines)
        {
            Text(x, y, line, size, shade, shade, shade);
            y += 10 * size + 2;
            if (y > layout.Height - 20) return;
        }
    }

    /// <summary>A mark each cm down one side, as consoles print them.</summary>
    private void Marks(ScreenLayout layout)
    {
        var style = _random.Whole(0, 3);
        if (style == 0) return;
        var x = style == 1 ? layout.Region.Left - _random.Whole(4, 12) : layout.Region.Right + _random.Whole(4, 12);
        var step = 1 / layout.PixelY;
        for (double y = layout.Region.Top, i = 0; y <= layout.Region.Bottom; y += step, i++)
            Box(x - 2, (int)y, x + 2 + (i % 5 == 0 ? 2 : 0), (int)y, 200);
        if (style == 3) Box(x, layout.Region.Top, x, layout.Region.Bottom, 170);
        if (!_random.Chance(0.4)) return;
        var across = 1 / layout.PixelX;
        for (double left = layout.Region.Left; left <= layout.Region.Right; left += across)
            Box((int)left, layout.Region.Bottom + 5, (int)left, layout.Region.Bottom + 8, 190);
    }

    private void Wedge(ScreenLayout layout)
    {
        var left = layout.Width - _random.Whole(12, 30);
        int top = layout.Height / 8, length = layout.Height / 4;
        for (var y = 0; y < length; y++) Box(left, top + y, left + 9, top + y, 255 - 255 * y / length);
    }

    private void Text(int x, int y, string text, int size, int r, int g, int b)
    {
        foreach (var character in text)
        {
            var rows = BitmapFont.Rows(character);
            for (var row = 0; row < BitmapFont.Height * size; row++)
                for (var column = 0; column < BitmapFont.Width * size; column++)
                    if ((rows[row / size] >> (BitmapFont.Width - 1 - column / size) & 1) != 0) Set(x + column, y + row, r, g, b);
            x += (BitmapFont.Width + 1) * size;
        }
    }

    private void Box(int left, int top, int right, int bottom, int shade)
    {
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++) Set(x, y, shade, shade, shade);
    }

    private void Set(int x, int y, int r, int g, int b)
    {
        if (x < 0 || y < 0 || x >= _image.Width || y >= _image.Height) return;
        var i = y * _image.Width + x;
        if (_inside[i] != 0) return;
        (_image.Pixels[3 * i], _image.Pixels[3 * i + 1], _image.Pixels[3 * i + 2]) = ((byte)r, (byte)g, (byte)b);
    }
}
