using System.Text;

namespace Acsa.Imaging;

/// <summary>The node's own letters (glyphs.txt): ASCII 32 to 126 and a few signs; a character without a glyph is drawn as a box.</summary>
internal static class BitmapFont
{
    public const int GlyphWidth = 5;
    public const int GlyphHeight = 9;

    /// <summary>From one character to the next, and from one line to the next, at scale 1.</summary>
    public const int Advance = 6;
    public const int LineHeight = 12;

    private static readonly byte[] s_box = [31, 17, 17, 17, 17, 17, 31, 0, 0];
    private static readonly Lazy<Dictionary<char, byte[]>> s_glyphs = new(Load);

    /// <summary>Nine rows of five bits, the left column in bit 4.</summary>
    public static ReadOnlySpan<byte> Glyph(char character) => s_glyphs.Value.GetValueOrDefault(character, s_box);

    public static bool Has(char character) => s_glyphs.Value.ContainsKey(character);

    private static Dictionary<char, byte[]> Load()
    {
        using var resource = typeof(BitmapFont).Assembly.GetManifestResourceStream("Acsa.Imaging.Drawing.glyphs.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        var glyphs = new Dictionary<char, byte[]>();
        var (names, row) = ("", 0);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(';')) continue;
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                (names, row) = (line[2..], 0);
                foreach (var name in names) glyphs.Add(name, new byte[GlyphHeight]);
                continue;
            }
            for (var i = 0; i < names.Length; i++)
            {
                for (var column = 0; column < GlyphWidth; column++)
                {
                    if (line[i * Advance + column] == '#') glyphs[names[i]][row] |= (byte)(16 >> column);
                }
            }
            row++;
        }
        return glyphs;
    }
}
