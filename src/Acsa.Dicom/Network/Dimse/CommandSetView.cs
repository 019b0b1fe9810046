using Acsa.Dicom.IO.Reader;

namespace Acsa.Dicom.Network.Dimse;

/// <summary>A command set as a data set, for whoever wants to look at it.</summary>
internal static class CommandSetView
{
    public static DicomDataset Of(CommandSet command)
    {
        var bytes = new byte[CommandSetEncoding.LongestWritten];
        return DicomDatasetReader.ReadCommand(bytes[..CommandSetEncoding.Write(command, bytes)]);
    }
}
