using Acsa.Dicom.Imaging.Render;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging.Codec;

/// <summary>Brings pixel data from one transfer syntax to another. A single frame is decoded without touching the others.</summary>
public class DicomTranscoder : IDicomTranscoder
{
    /// <summary>What a decoder needs to know of a frame, and nothing else (PS3.3 C.7.6.3).</summary>
    private static readonly DicomTag[] ImagePixelTags =
    [
        DicomTag.SamplesPerPixel, DicomTag.PhotometricInterpretation, DicomTag.PlanarConfiguration, DicomTag.Rows, DicomTag.Columns,
        DicomTag.BitsAllocated, DicomTag.BitsStored, DicomTag.HighBit, DicomTag.PixelRepresentation,
    ];

    /// <summary>
    /// Creates the transcoder. JPEG baseline and extended become RGB unless <paramref name="inputCodecParams"/> says otherwise.
    /// </summary>
    public DicomTranscoder(
        DicomTransferSyntax inputSyntax, DicomTransferSyntax outputSyntax,
        DicomCodecParams? inputCodecParams = null, DicomCodecParams? outputCodecParams = null)
    {
        ArgumentNullException.ThrowIfNull(inputSyntax);
        ArgumentNullException.ThrowIfNull(outputSyntax);
        InputSyntax = inputSyntax;
        OutputSyntax = outputSyntax;
        var lossyJpeg = inputSyntax == DicomTransferSyntax.JPEGProcess1 || inputSyntax == DicomTransferSyntax.JPEGProcess2_4;
        InputCodecParams = inputCodecParams ?? (lossyJpeg ? new DicomJpegParams { ConvertColorspaceToRGB = true } : null);
        OutputCodecParams = outputCodecParams;
    }

    /// <inheritdoc />
    public DicomTransferSyntax InputSyntax { get; }

    /// <inheritdoc />
    public DicomCodecParams? InputCodecParams { get; }

    /// <inheritdoc />
    public DicomTransferSyntax OutputSyntax { get; }

    /// <inheritdoc />
    public DicomCodecParams? OutputCodecParams { get; }

    private static ITranscoderManager Codecs => DefaultTranscoderManager.Shared;

    /// <inheritdoc />
    public DicomFile Transcode(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var transcoded = new DicomFile(Transcode(file.Dataset), new DicomFileMetaInformation(file.FileMetaInfo));
        transcoded.FileMetaInfo.TransferSyntax = OutputSyntax;
        return transcoded;
    }

    /// <inheritdoc />
    public DicomDataset Transcode(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (!dataset.Contains(DicomTag.PixelData) || InputSyntax == OutputSyntax) return CloneAs(dataset, OutputSyntax);
        CheckInput(dataset);
        if (!InputSyntax.IsEncapsulated && !OutputSyntax.IsEncapsulated) return Repack(dataset);

        var native = InputSyntax.IsEncapsulated ? Decode(dataset, NativeSyntax) : dataset;
        return OutputSyntax.IsEncapsulated ? Encode(native) : native;
    }

    /// <inheritdoc />
    public IByteBuffer DecodeFrame(DicomDataset dataset, int frame)
    {
        var pixelData = DicomPixelData.Create(dataset);
        return pixelData.Syntax.IsEncapsulated ? DecodeAlone(pixelData, frame).GetFrame(0) : pixelData.GetFrame(frame);
    }

    /// <inheritdoc />
    public IPixelData DecodePixelData(DicomDataset dataset, int frame)
    {
        var pixelData = DicomPixelData.Create(dataset);
        return pixelData.Syntax.IsEncapsulated
            ? PixelDataFactory.Create(DecodeAlone(pixelData, frame), 0)
            : PixelDataFactory.Create(pixelData, frame);
    }

    private DicomTransferSyntax NativeSyntax => OutputSyntax.IsEncapsulated ? DicomTransferSyntax.ExplicitVRLittleEndian : OutputSyntax;

    /// <summary>Decodes one frame in a data set of its own that holds the Image Pixel module only.</summary>
    private DicomPixelData DecodeAlone(DicomPixelData pixelData, int frame)
    {
        var codec = Codecs.GetCodec(pixelData.Syntax);
        var compressed = DescriptionOf(pixelData.Dataset, pixelData.Syntax);
        compressed.AddFrame(pixelData.GetFrame(frame));
        var native = DescriptionOf(pixelData.Dataset, NativeSyntax);
        codec.Decode(compressed, native, InputCodecParams ?? codec.GetDefaultParameters());
        return native;
    }

    private static DicomPixelData DescriptionOf(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var description = new DicomDataset(syntax).NotValidated();
        foreach (var tag in ImagePixelTags)
        {
            if (dataset.GetDicomItem<DicomItem>(tag) is { } item) description.Add(item);
        }
        return DicomPixelData.Create(description, true);
    }

    private DicomDataset Decode(DicomDataset dataset, DicomTransferSyntax native)
    {
        var codec = Codecs.GetCodec(InputSyntax);
        var decoded = CloneAs(dataset, native);
        var compressed = DicomPixelData.Create(dataset);
        codec.Decode(compressed, NewPixelData(decoded), InputCodecParams ?? codec.GetDefaultParameters());
        LossyHistory.Keep(compressed, decoded);
        return decoded;
    }

    /// <summary>Frames of another encoding than the transcoder was made for would be decoded by the wrong codec or mislabelled.</summary>
    private void CheckInput(DicomDataset dataset)
    {
        var actual = dataset.InternalTransferSyntax;
        if (actual != InputSyntax && (actual.IsEncapsulated || InputSyntax.IsEncapsulated))
            throw new DicomCodecException($"The data set is in {actual.UID.Name}, but the transcoder is for {InputSyntax.UID.Name}.");
    }

    private DicomDataset Encode(DicomDataset dataset)
    {
        var codec = Codecs.GetCodec(OutputSyntax);
        var encoded = CloneAs(dataset, OutputSyntax);
        codec.Encode(DicomPixelData.Create(dataset), NewPixelData(encoded), OutputCodecParams ?? codec.GetDefaultParameters());
        return encoded;
    }

    private DicomDataset Repack(DicomDataset dataset)
    {
        var repacked = CloneAs(dataset, OutputSyntax);
        var frames = DicomPixelData.Create(dataset);
        var target = NewPixelData(repacked);
        for (var i = 0; i < frames.NumberOfFrames; i++) target.AddFrame(frames.GetFrame(i));
        return repacked;
    }

    /// <summary>The offset tables of the source describe fragments that the result does not have.</summary>
    private static DicomPixelData NewPixelData(DicomDataset dataset)
    {
        dataset.Remove(DicomTag.ExtendedOffsetTable, DicomTag.ExtendedOffsetTableLengths);
        return DicomPixelData.Create(dataset, true);
    }

    private static DicomDataset CloneAs(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        var clone = dataset.Clone();
        clone.InternalTransferSyntax = syntax;
        return clone;
    }
}
