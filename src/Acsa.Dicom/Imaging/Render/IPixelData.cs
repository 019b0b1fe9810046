namespace Acsa.Dicom.Imaging.Render;

/// <summary>The samples of one frame, unpacked to a type that fits them.</summary>
public interface IPixelData
{
    /// <summary>Columns, in pixels.</summary>
    int Width { get; }

    /// <summary>Rows, in pixels.</summary>
    int Height { get; }

    /// <summary>Samples of a pixel: 1 for grey and palette indices, 3 for RGB.</summary>
    int Components { get; }

    /// <summary>The value of a pixel; for RGB 0xRRGGBB.</summary>
    double GetPixel(int x, int y);
}
