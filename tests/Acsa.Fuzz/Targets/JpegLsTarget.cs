using Acsa.Dicom.Imaging.Codec.Jpeg;
using Acsa.Dicom.Imaging.Codec.JpegLs;

namespace Acsa.Fuzz;

/// <summary>JPEG-LS, lossless and near-lossless.</summary>
internal sealed class JpegLsTarget : JpegTarget
{
    public override string Name => "jpegls";

    protected override string Extension => ".jls";

    protected override JpegImage Decode(ReadOnlySpan<byte> stream, JpegExpectation expected, byte option) =>
        JpegLsDecoder.Decode(stream, expected);
}
