using Acsa.Dicom.Imaging.LUT;
using Acsa.Dicom.Imaging.Mathematics;

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

    /// <summary>Least and greatest value; of RGB, of all three samples.</summary>
    DicomRange<double> GetMinMax();

    /// <summary>The same without the pixels whose value is <paramref name="padding"/>; minimum over maximum where there are no
    /// others.</summary>
    DicomRange<double> GetMinMax(int padding);

    /// <summary>
    /// How often each value occurs. Throws ArgumentOutOfRangeException for another <paramref name="channel"/> than 0, or 0 to 2 of RGB.
    /// </summary>
    Histogram GetHistogram(int channel);

    /// <summary>
    /// The frame at <paramref name="scale"/> times its size, bilinear; itself where the size stays. Throws ArgumentOutOfRangeException
    /// where nothing would be left.
    /// </summary>
    IPixelData Rescale(double scale);

    /// <summary>Writes a number for each pixel to <paramref name="output"/>: its value, what the table makes of it, or
    /// 0xFFRRGGBB.</summary>
    void Render(ILUT? lut, int[] output);
}
