namespace Acsa.Dicom.Imaging;

/// <summary>Photometric Interpretation (0028,0004): what the samples of a pixel mean (PS3.3 C.7.6.3.1.2).</summary>
public class PhotometricInterpretation
{
    private PhotometricInterpretation(string value, string description, bool isColor, bool isPalette, bool isYBR)
    {
        Value = value;
        Description = description;
        IsColor = isColor;
        IsPalette = isPalette;
        IsYBR = isYBR;
    }

    /// <summary>The defined term, as stored.</summary>
    public string Value { get; }

    /// <summary>A name for people.</summary>
    public string Description { get; }

    /// <summary>True for everything but the monochrome terms.</summary>
    public bool IsColor { get; }

    /// <summary>True for PALETTE COLOR.</summary>
    public bool IsPalette { get; }

    /// <summary>True where samples are luminance and two colour differences.</summary>
    public bool IsYBR { get; }

    /// <summary>The smallest value is white.</summary>
    public static readonly PhotometricInterpretation Monochrome1 = new("MONOCHROME1", "Monochrome 1", false, false, false);

    /// <summary>The smallest value is black.</summary>
    public static readonly PhotometricInterpretation Monochrome2 = new("MONOCHROME2", "Monochrome 2", false, false, false);

    /// <summary>The value is an index into three look-up tables.</summary>
    public static readonly PhotometricInterpretation PaletteColor = new("PALETTE COLOR", "Palette Color", true, true, false);

    /// <summary>Red, green and blue.</summary>
    public static readonly PhotometricInterpretation Rgb = new("RGB", "RGB", true, false, false);

    /// <summary>Full-range luminance and colour differences at every pixel.</summary>
    public static readonly PhotometricInterpretation YbrFull = new("YBR_FULL", "YBR Full", true, false, true);

    /// <summary>As YBR_FULL, colour differences at every second pixel of a row.</summary>
    public static readonly PhotometricInterpretation YbrFull422 = new("YBR_FULL_422", "YBR Full 4:2:2", true, false, true);

    /// <summary>As YBR_FULL_422, luminance 16–235 and differences 16–240 (retired).</summary>
    public static readonly PhotometricInterpretation YbrPartial422 = new("YBR_PARTIAL_422", "YBR Partial 4:2:2", true, false, true);

    /// <summary>As YBR_PARTIAL_422, colour differences also at every second row; MPEG only.</summary>
    public static readonly PhotometricInterpretation YbrPartial420 = new("YBR_PARTIAL_420", "YBR Partial 4:2:0", true, false, true);

    /// <summary>JPEG 2000's irreversible transform.</summary>
    public static readonly PhotometricInterpretation YbrIct =
        new("YBR_ICT", "YBR Irreversible Color Transformation (JPEG 2000)", true, false, true);

    /// <summary>JPEG 2000's reversible transform.</summary>
    public static readonly PhotometricInterpretation YbrRct =
        new("YBR_RCT", "YBR Reversible Color Transformation (JPEG 2000)", true, false, true);

    private static readonly PhotometricInterpretation[] Known =
        [Monochrome1, Monochrome2, PaletteColor, Rgb, YbrFull, YbrFull422, YbrPartial422, YbrPartial420, YbrIct, YbrRct];

    /// <summary>Finds the term. Throws DicomImagingException for one that the standard does not have or has retired before 2000.</summary>
    public static PhotometricInterpretation Parse(string photometricInterpretation)
    {
        var term = photometricInterpretation.Trim(' ', '\0');
        // ACR-NEMA's MONOCHROME is MONOCHROME2.
        if (term == "MONOCHROME") return Monochrome2;
        return Array.Find(Known, k => k.Value == term)
            ?? throw new DicomImagingException($"Photometric Interpretation{Quote(term)} is not one that can be rendered.");
    }

    /// <inheritdoc />
    public override string ToString() => Description;

    /// <summary>The term, unless it is no code string (PS3.5 table 6.2-1): then it may be anything, and is not repeated.</summary>
    private static string Quote(string term) =>
        term.Length is > 0 and <= 16 && term.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_' or ' ') ? $" {term}"
            : "";
}
