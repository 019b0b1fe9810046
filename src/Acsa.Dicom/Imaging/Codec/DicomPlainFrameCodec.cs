using System.IO.Compression;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging.Codec;

/// <summary>
/// Decodes the syntaxes whose frames are native ones in fragments: Encapsulated Uncompressed (PS3.5 A.4.11), and Deflated Image Frame
/// Compression (PS3.5 8.2.16), each frame deflated on its own (RFC 1951). Nothing is encoded.
/// </summary>
internal sealed class DicomPlainFrameCodec(DicomTransferSyntax syntax, bool isDeflated) : IDicomCodec
{
    public string Name => TransferSyntax.UID.Name;

    public DicomTransferSyntax TransferSyntax => syntax;

    public DicomCodecParams? GetDefaultParameters() => null;

    public void Encode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters) =>
        throw new DicomCodecException($"{Name} is decoded but not encoded.");

    public void Decode(DicomPixelData oldPixelData, DicomPixelData newPixelData, DicomCodecParams? parameters)
    {
        // The native one knows that 4:2:2 frames have two samples a pixel.
        var size = newPixelData.UncompressedFrameSize;
        var frames = oldPixelData.NumberOfFrames;
        for (var frame = 0; frame < frames; frame++)
        {
            var stored = oldPixelData.GetFrame(frame).Data;
            newPixelData.AddFrame(new MemoryByteBuffer(isDeflated ? Inflate(stored, size) : Whole(stored, size)));
        }
    }

    private byte[] Whole(byte[] frame, int size)
    {
        // A.4: a fragment of odd length is padded with one byte.
        if (frame.Length != size && frame.Length != size + 1)
            throw new DicomCodecException($"A frame in {Name} has {frame.Length} bytes where {size} are due.");
        return frame[..size];
    }

    private byte[] Inflate(byte[] frame, int size)
    {
        // RFC 1951: 258 bytes take two bits at least, so few bytes cannot claim much memory.
        if (frame.Length * 1032L + 1032 < size) throw Refuse($"{frame.Length} bytes cannot hold the {size} of a frame");
        var decoded = new byte[size];
        try
        {
            using var inflater = new DeflateStream(new MemoryStream(frame), CompressionMode.Decompress);
            if (inflater.ReadAtLeast(decoded, size, throwOnEndOfStream: false) < size) throw Refuse($"it ends before its {size} bytes");
            if (inflater.ReadByte() >= 0) throw Refuse($"it goes on behind its {size} bytes");
        }
        catch (InvalidDataException)
        {
            throw Refuse("it is not a deflate stream");
        }
        return decoded;
    }

    private DicomCodecException Refuse(string why) => new($"A frame in {Name} is damaged: {why}.");
}
