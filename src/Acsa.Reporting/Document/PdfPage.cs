using System.Globalization;
using System.IO.Compression;
using System.Text;
using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>
/// One A4 page as a PDF 1.4 file (ISO 32000-1) with the two standard Helvetica fonts. Places are in points from the top left corner. The
/// same calls give the same bytes: a file has neither dates nor random identifiers.
/// </summary>
public sealed class PdfPage
{
    /// <summary>The size of A4 in points.</summary>
    public const double Width = 595, Height = 842;

    readonly StringBuilder _content = new();
    readonly List<(int Width, int Height, string ColourSpace, byte[] Samples)> _images = [];

    /// <summary>A line of text; <paramref name="y"/> is its base line.</summary>
    public void Text(double x, double y, string text, double size, bool bold = false, RgbColour? colour = null)
    {
        _content.Append(CultureInfo.InvariantCulture,
            $"{Fill(colour)} BT /{(bold ? "F2" : "F1")} {size:0.##} Tf {x:0.##} {Height - y:0.##} Td {PdfText.Literal(text)} Tj ET\n");
    }

    /// <summary>A straight line.</summary>
    public void Line(double fromX, double fromY, double toX, double toY, RgbColour? colour = null, double width = 0.5)
    {
        _content.Append(CultureInfo.InvariantCulture,
            $"{Components(colour)} RG {width:0.##} w {fromX:0.##} {Height - fromY:0.##} m {toX:0.##} {Height - toY:0.##} l S\n");
    }

    /// <summary>A closed line through points.</summary>
    public void Outline(IReadOnlyList<(double X, double Y)> points, RgbColour colour, double width)
    {
        _content.Append(CultureInfo.InvariantCulture, $"{Components(colour)} RG {width:0.##} w\n");
        for (var i = 0; i < points.Count; i++)
            _content.Append(CultureInfo.InvariantCulture, $"{points[i].X:0.##} {Height - points[i].Y:0.##} {(i == 0 ? 'm' : 'l')}\n");
        _content.Append("s\n");
    }

    /// <summary>A filled box.</summary>
    public void Box(double x, double y, double width, double height, RgbColour colour)
    {
        _content.Append(CultureInfo.InvariantCulture,
            $"{Fill(colour)} {x:0.##} {Height - y - height:0.##} {width:0.##} {height:0.##} re f\n");
    }

    /// <summary>A picture, scaled into a box.</summary>
    public void Image(double x, double y, double width, double height, RgbImage image)
    {
        // Most ultrasound pictures are grey in three samples: a third of the bytes says the same.
        _images.Add(IsGrey(image)
            ? (image.Width, image.Height, "DeviceGray", Grey(image))
            : (image.Width, image.Height, "DeviceRGB", image.Pixels));
        _content.Append(CultureInfo.InvariantCulture,
            $"q {width:0.##} 0 0 {height:0.##} {x:0.##} {Height - y - height:0.##} cm /I{_images.Count} Do Q\n");
    }

    /// <summary>The file.</summary>
    public byte[] ToArray(string title)
    {
        // Objects: 1 catalog, 2 pages, 3 page, 4 and 5 fonts, 6 information, 7 content, 8 and on images.
        var file = new PdfFile();
        var images = string.Concat(_images.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"/I{i + 1} {i + 8} 0 R ")));
        file.Add("<< /Type /Catalog /Pages 2 0 R >>");
        file.Add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        file.Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Contents 7 0 R ")
            + $"/Resources << /Font << /F1 4 0 R /F2 5 0 R >> /XObject << {images}>> >> >>");
        file.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        file.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
        file.Add($"<< /Title {PdfText.Literal(title)} /Producer (AcsaNode) >>");
        file.Add("", Deflate(Encoding.Latin1.GetBytes(_content.ToString())));
        foreach (var image in _images)
            file.Add(string.Create(CultureInfo.InvariantCulture,
                $"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height} "
                + $"/ColorSpace /{image.ColourSpace} /BitsPerComponent 8"),
                Deflate(image.Samples));
        return file.ToArray();
    }

    static bool IsGrey(RgbImage image)
    {
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i += 3)
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) return false;
        return true;
    }

    static byte[] Grey(RgbImage image)
    {
        var grey = new byte[image.Width * image.Height];
        for (var i = 0; i < grey.Length; i++) grey[i] = image.Pixels[3 * i];
        return grey;
    }

    // Speckle repeats nothing but the black around it: looking for more costs four times as long and saves little.
    static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, new ZLibCompressionOptions
        {
            CompressionLevel = 1, CompressionStrategy = ZLibCompressionStrategy.RunLengthEncoding,
        })) zlib.Write(data);
        return packed.ToArray();
    }

    static string Fill(RgbColour? colour) => Components(colour) + " rg";

    static string Components(RgbColour? colour) => colour is { } c
        ? string.Create(CultureInfo.InvariantCulture, $"{c.Red / 255.0:0.###} {c.Green / 255.0:0.###} {c.Blue / 255.0:0.###}")
        : "0 0 0";
}
