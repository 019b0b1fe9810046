using Acsa.Dicom.IO.Reader;
using Acsa.Dicom.IO.Writer;

namespace Acsa.Dicom.Network.Dimse;

/// <summary>Data sets as bytes, for messages that are held in memory.</summary>
internal static class DataSetCodec
{
    private static readonly DicomReadSettings Held = new() { Elements = NetworkLimits.HeldElements };

    /// <exception cref="DicomDataException">The bytes are no data set in this transfer syntax.</exception>
    public static DicomDataset Decode(ReadOnlyMemory<byte> bytes, DicomTransferSyntax syntax) =>
        DicomDatasetReader.Read(bytes.ToArray(), syntax, Held);

    /// <exception cref="DicomDataException">The data set cannot be written in this transfer syntax.</exception>
    public static MemoryStream Encode(DicomDataset dataSet, DicomTransferSyntax syntax)
    {
        var length = DicomDatasetWriter.GetLength(dataSet, syntax);
        if (length > NetworkLimits.EncodedDataSetLength)
            throw new DicomDataException("An object this large is sent from its file, not from memory.");
        var stream = new MemoryStream((int)length);
        DicomDatasetWriter.Write(stream, dataSet, syntax);
        stream.Position = 0;
        return stream;
    }
}
