namespace Acsa.Dicom.IO.Reader;

/// <summary>The beginning of a file: preamble, prefix and file meta information (PS3.10 7.1), where they are there.</summary>
internal static class DicomFileHeader
{
    private const int PreambleSize = 128;

    // A data set that begins with elements of group 0002 is taken for a part of it, as long as its sender likes.
    private static readonly DicomReadSettings MetaSettings =
        new() { OnlyGroup = 0x0002, LargeObjectSize = long.MaxValue, SmallValues = Limits.FileMetaInformation };

    internal static bool HasPrefix(DicomByteSource source) =>
        source.TryFill(PreambleSize + 4) && source.Buffered.Slice(PreambleSize, 4).SequenceEqual("DICM"u8);

    /// <summary>Goes to the first element.</summary>
    /// <exception cref="DicomDataException">The file does not look like DICOM.</exception>
    internal static DicomFileFormat Skip(DicomByteSource source)
    {
        if (HasPrefix(source))
        {
            source.Advance(PreambleSize + 4);
            return DicomFileFormat.DICOM3;
        }
        if (source.TryFill(4) && source.Buffered.StartsWith("DICM"u8)) source.Advance(4);
        if (!source.TryFill(8)) throw new DicomDataException("it is too short to be DICOM");
        if (source.PeekUInt16(0, bigEndian: false) == 0x0002) return DicomFileFormat.DICOM3NoPreamble;
        if (TryGuessSyntax(source) is null) throw new DicomDataException("it does not begin as a DICOM file does");
        return DicomFileFormat.DICOM3NoFileMetaInfo;
    }

    /// <summary>Reads group 0002, which is in explicit VR little endian; the group length is not relied on, as it is often wrong.</summary>
    internal static DicomFileMetaInformation ReadMetaInformation(DicomByteSource source)
    {
        var information = new DicomFileMetaInformation();
        information.Clear();
        DicomDatasetReader.Read(source, information, DicomTransferSyntax.ExplicitVRLittleEndian, MetaSettings);
        return information;
    }

    /// <summary>The syntax of a data set that does not say.</summary>
    internal static DicomTransferSyntax GuessSyntax(DicomByteSource source) =>
        TryGuessSyntax(source) ?? DicomTransferSyntax.ImplicitVRLittleEndian;

    private static DicomTransferSyntax? TryGuessSyntax(DicomByteSource source)
    {
        if (!source.TryFill(8)) return null;
        var hasVr = DicomVR.TryParse(source.PeekUInt16(4, bigEndian: false), out _);
        // The first group of a data set is 0008, seldom another one below 0100.
        if (IsFirstGroup(source.PeekUInt16(0, bigEndian: false)))
        {
            if (hasVr) return DicomTransferSyntax.ExplicitVRLittleEndian;
            var length = source.PeekUInt32(4, bigEndian: false);
            return length <= Math.Min(source.Remaining, Limits.LargeObject) ? DicomTransferSyntax.ImplicitVRLittleEndian : null;
        }
        return hasVr && IsFirstGroup(source.PeekUInt16(0, bigEndian: true)) ? DicomTransferSyntax.ExplicitVRBigEndian : null;
    }

    private static bool IsFirstGroup(ushort group) => group is 0x0000 or 0x0002 or 0x0004 or 0x0008 or 0x0010 or 0x0018 or 0x0020 or 0x0028;
}
