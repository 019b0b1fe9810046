using Acsa.Dicom.Imaging;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Interop.Tests.PixelData;

/// <summary>Pictures as the plain image programs take and give them, and their streams as the frame of a DICOM object.</summary>
internal static class EncapsulatedStream
{
    /// <summary>The first frame's RGB or grey as PPM or PGM (netpbm).</summary>
    public static byte[] ToPnm(int[] values, int components) =>
        [.. System.Text.Encoding.ASCII.GetBytes($"P{(components == 3 ? 6 : 5)}\n{PixelSample.Columns} {PixelSample.Rows}\n255\n"),
            .. values.Take(PixelSample.Columns * PixelSample.Rows * components).Select(v => (byte)v)];

    /// <summary>The samples of a PNM of up to 8 bits: what follows its three header lines.</summary>
    public static int[] FromPnm(byte[] pnm, int components) =>
        [.. pnm[^(PixelSample.Columns * PixelSample.Rows * components)..].Select(b => (int)b)];

    public static DicomDataset Wrap(PixelSample sample, DicomTransferSyntax syntax, byte[] stream)
    {
        var dataset = sample.Describe(syntax, 0);
        DicomPixelData.Create(dataset, true).AddFrame(new MemoryByteBuffer(stream));
        return dataset;
    }
}
