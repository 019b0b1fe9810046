using System.Buffers.Binary;
using Acsa.Dicom.IO.Writer;

namespace Acsa.Dicom.Network.Dimse;

/// <summary>What stands before a received data set when it becomes a file (PS3.10 7.1).</summary>
internal static class ReceivedFileHeader
{
    // Preamble, "DICM", and the element (0002,0000) that counts the rest of the group in its last four bytes.
    private const int PrefixLength = 128 + 4 + 12;

    public static byte[] Write(CStoreHeader header)
    {
        // The peer's UIDs need not be valid to be written down.
        var information = new DicomFileMetaInformation { ValidateItems = false };
        information.MediaStorageSOPClassUID = DicomUID.Parse(header.SopClassUid);
        information.MediaStorageSOPInstanceUID = DicomUID.Parse(header.SopInstanceUid);
        information.TransferSyntax = DicomTransferSyntax.Parse(header.TransferSyntaxUid);
        information.ImplementationClassUID = DicomImplementation.ClassUID;
        information.ImplementationVersionName = DicomImplementation.Version;
        information.SourceApplicationEntityTitle = header.Association.CallingAE;

        using var stream = new MemoryStream();
        DicomDatasetWriter.WriteFile(stream, information, new DicomDataset(), null);
        // A deflater may have left something of the empty data set: the file goes on right after group 0002.
        var length = PrefixLength + (int)BinaryPrimitives.ReadUInt32LittleEndian(stream.GetBuffer().AsSpan(PrefixLength - 4));
        return stream.GetBuffer()[..length];
    }
}
