namespace Acsa.Dicom.Imaging;

/// <summary>A rendered frame, for display.</summary>
public interface IImage : IDisposable
{
    /// <summary>Rows, in pixels.</summary>
    int Height { get; }

    /// <summary>Columns, in pixels.</summary>
    int Width { get; }

    /// <summary>The picture as <c>byte[]</c>: blue, green, red and alpha of each pixel, row by row. Throws DicomImagingException for
    /// others.</summary>
    T As<T>();

    /// <summary>A copy.</summary>
    IImage Clone();

    /// <summary>The colour of a pixel.</summary>
    Color32 GetPixel(int x, int y);
}
