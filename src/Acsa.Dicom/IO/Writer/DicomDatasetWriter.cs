using System.IO.Compression;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.IO.Writer;

/// <summary>Writes data sets (PS3.5 7). The data set is not changed by it.</summary>
internal sealed partial class DicomDatasetWriter
{
    private const uint Undefined = 0xFFFFFFFF;
    private const ushort MetaGroup = 0x0002;

    private readonly DicomByteTarget _target;
    private readonly DicomTransferSyntax _syntax;
    private readonly DicomWriteOptions _options;
    private readonly bool _bigEndian;

    private DicomDatasetWriter(DicomByteTarget target, DicomTransferSyntax syntax, DicomWriteOptions options)
    {
        _target = target;
        _syntax = syntax;
        _options = options;
        _bigEndian = syntax.IsBigEndian;
    }

    /// <summary>Writes a data set in a transfer syntax; pixel data is not transcoded.</summary>
    /// <exception cref="DicomDataException">
    /// Text is not in the character set, or the pixel data is compressed and the syntax is not for that.
    /// </exception>
    internal static void Write(Stream stream, DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null)
    {
        using var target = new DicomByteTarget(stream);
        Write(target, stream, dataset, syntax, options);
    }

    /// <summary>Writes a command set: group 0000 in implicit VR little endian, with its group length first (PS3.7 6.3.1).</summary>
    internal static void WriteCommand(Stream stream, DicomDataset command)
    {
        using var target = new DicomByteTarget(stream);
        var writer = new DicomDatasetWriter(target, DicomTransferSyntax.ImplicitVRLittleEndian, DicomWriteOptions.Default);
        writer.WriteWithGroupLength(command, DicomTag.CommandGroupLength);
        target.Flush();
    }

    /// <summary>
    /// How many bytes <see cref="Write(Stream, DicomDataset, DicomTransferSyntax, DicomWriteOptions)"/> would write before
    /// deflating.
    /// </summary>
    internal static long GetLength(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null)
    {
        using var target = new DicomByteTarget(Stream.Null);
        return new DicomDatasetWriter(target, syntax, options ?? DicomWriteOptions.Default)
            .LengthOf(dataset, dataset.CharacterSet, isPrivate: false);
    }

    /// <summary>Writes preamble, prefix, file meta information and data set (PS3.10 7.1).</summary>
    /// <exception cref="DicomDataException">
    /// The data set has elements of group 0002, which a reader would take for meta information; or as for the other methods.
    /// </exception>
    internal static void WriteFile(Stream stream, DicomFileMetaInformation information, DicomDataset dataset, DicomWriteOptions? options,
        Action<IByteBuffer, long>? onBuffer = null)
    {
        var syntax = information.TransferSyntax;
        if (dataset.FirstOrDefault(item => item.Tag.Group >= MetaGroup) is { } first && first.Tag.Group == MetaGroup)
            throw new DicomDataException($"{first.Tag} belongs into file meta information, not into the data set behind it");
        using var target = new DicomByteTarget(stream) { OnBuffer = syntax.IsDeflate ? null : onBuffer };
        Span<byte> preamble = stackalloc byte[132];
        "DICM"u8.CopyTo(preamble[128..]);
        target.Write(preamble);
        new DicomDatasetWriter(target, DicomTransferSyntax.ExplicitVRLittleEndian, DicomWriteOptions.Default)
            .WriteWithGroupLength(information, DicomTag.FileMetaInformationGroupLength);
        Write(target, stream, dataset, syntax, options);
    }

    private static void Write(
        DicomByteTarget target, Stream stream, DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options)
    {
        if (!syntax.IsDeflate)
        {
            new DicomDatasetWriter(target, syntax, options ?? DicomWriteOptions.Default).WriteAll(dataset);
            target.Flush();
            return;
        }
        target.Flush();
        using var counter = new CountingStream(stream);
        using (var deflater = new DeflateStream(counter, CompressionLevel.Optimal, leaveOpen: true))
        using (var inner = new DicomByteTarget(deflater))
        {
            new DicomDatasetWriter(inner, syntax, options ?? DicomWriteOptions.Default).WriteAll(dataset);
            inner.Flush();
        }
        // PS3.5 A.5: an odd number of bytes is padded.
        if ((counter.Count & 1) != 0) stream.WriteByte(0);
    }

    private void WriteAll(DicomDataset dataset) => WriteItems(dataset, dataset.CharacterSet, isPrivate: false);

    private void WriteWithGroupLength(DicomDataset dataset, DicomTag lengthTag)
    {
        var withoutLength = dataset.Where(item => item.Tag != lengthTag).ToArray();
        long length = 0;
        foreach (var item in withoutLength) length += LengthOf(item, dataset.CharacterSet, isPrivate: false);
        WriteItem(new DicomUnsignedLong(lengthTag, (uint)length), dataset.CharacterSet, isPrivate: false);
        foreach (var item in withoutLength) WriteItem(item, dataset.CharacterSet, isPrivate: false);
    }

    private void WriteItems(DicomDataset dataset, DicomCharacterSet characters, bool isPrivate)
    {
        for (var i = 0; i < dataset.ItemCount; i++)
        {
            var item = dataset.ItemAt(i);
            if (item.Tag.Element == 0) WriteGroupLength(dataset, item, i, characters, isPrivate);
            else WriteItem(item, characters, isPrivate);
        }
    }

    private void WriteGroupLength(DicomDataset dataset, DicomItem item, int index, DicomCharacterSet characters, bool isPrivate)
    {
        if (!_options.KeepGroupLengths) return;
        long length = 0;
        for (var i = index + 1; i < dataset.ItemCount && dataset.ItemAt(i).Tag.Group == item.Tag.Group; i++)
            length += LengthOf(dataset.ItemAt(i), characters, isPrivate);
        WriteItem(new DicomUnsignedLong(item.Tag, (uint)length), characters, isPrivate);
    }

    private void WriteItem(DicomItem item, DicomCharacterSet characters, bool isPrivate)
    {
        switch (item)
        {
            case DicomElement element:
                WriteElement(element, characters);
                break;
            case DicomSequence sequence:
                WriteSequence(sequence, characters, isPrivate);
                break;
            case DicomFragmentSequence fragments:
                WriteFragments(fragments);
                break;
        }
    }

    private void WriteElement(DicomElement element, DicomCharacterSet characters)
    {
        var value = element.GetBuffer(characters);
        var vr = WritableVr(element.ValueRepresentation, value.Size);
        var length = Length(value.Size + (value.Size & 1), element.Tag);
        WriteHeader(element.Tag, vr, length);
        var unit = _bigEndian ? element.ValueRepresentation.ByteSwap : 1;
        var isOdd = (value.Size & 1) != 0;
        // The padding may complete a word, which is swapped as a whole.
        if (isOdd && unit > 1) _target.Write(new MemoryByteBuffer([.. value.Data, element.ValueRepresentation.PaddingValue]), unit);
        else _target.Write(value, unit);
        if (isOdd && unit == 1) _target.WriteByte(element.ValueRepresentation.PaddingValue);
    }

    // PS3.5 6.2.2 note (CP-1066): what does not fit behind a 16-bit length is written as unknown.
    private DicomVR WritableVr(DicomVR vr, long size) => _syntax.IsExplicitVR && vr.Is16bitLength && size > 0xFFFE ? DicomVR.UN : vr;

    private void WriteHeader(DicomTag tag, DicomVR vr, uint length)
    {
        WriteTag(tag.Value);
        if (!_syntax.IsExplicitVR)
        {
            _target.WriteUInt32(length, _bigEndian);
            return;
        }
        _target.WriteUInt16(vr.CodeBytes, bigEndian: false);
        if (vr.Is16bitLength)
        {
            _target.WriteUInt16((ushort)length, _bigEndian);
            return;
        }
        _target.WriteUInt16(0, bigEndian: false);
        _target.WriteUInt32(length, _bigEndian);
    }

    private void WriteTag(uint tag)
    {
        _target.WriteUInt16((ushort)(tag >> 16), _bigEndian);
        _target.WriteUInt16((ushort)tag, _bigEndian);
    }
}
