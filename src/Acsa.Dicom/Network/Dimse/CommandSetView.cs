using Acsa.Dicom.IO.Reader;

namespace Acsa.Dicom.Network.Dimse;

/// <summary>A command set as a data set, for whoever wants to look at it.</summary>
internal static class CommandSetView
{
    public static DicomDataset Of(CommandSet command)
    {
        // A peer's may be longer than any of ours: titles and lists of tags are bounded by the command set's length only.
        var bytes = new byte[NetworkLimits.CommandSetLength + CommandSetEncoding.LongestWritten];
        return DicomDatasetReader.ReadCommand(bytes[..CommandSetEncoding.Write(command, bytes)]);
    }
}
