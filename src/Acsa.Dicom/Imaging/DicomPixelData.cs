using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging;

/// <summary>
/// The frames of a data set's Pixel Data (7FE0,0010), native or encapsulated, as stored (PS3.5 8.1, 8.2, annex A.4). A frame is read only
/// when
/// it is asked for. Reading is safe from several threads; adding frames is not.
/// </summary>
public abstract partial class DicomPixelData
{
    private protected DicomPixelData(DicomDataset dataset)
    {
        Dataset = dataset;
        Syntax = dataset.InternalTransferSyntax;
    }

    /// <summary>The data set that holds the pixel data.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>The transfer syntax in which the frames are stored.</summary>
    public DicomTransferSyntax Syntax { get; }

    /// <summary>
    /// Opens the pixel data of <paramref name="dataset"/>, or with <paramref name="newPixelData"/> replaces them by none, ready for
    /// <see cref="AddFrame"/>: fragments where the transfer syntax is encapsulated, else OW under implicit VR and above 8 bits, else OB
    /// (PS3.5 A.1, A.2). Throws DicomImagingException when there are none to open or more than 16 bits are to be encapsulated.
    /// </summary>
    public static DicomPixelData Create(DicomDataset dataset, bool newPixelData = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (newPixelData) return CreateNew(dataset);

        return dataset.GetDicomItem<DicomItem>(DicomTag.PixelData) switch
        {
            DicomFragmentSequence fragments => new EncapsulatedPixelData(dataset, fragments),
            DicomElement element => new NativePixelData(dataset, element),
            null => throw new DicomImagingException("The data set has no Pixel Data (7FE0,0010)."),
            var other => throw new DicomImagingException($"Pixel Data (7FE0,0010) has the unexpected type {other.GetType().Name}."),
        };
    }

    /// <summary>The bytes of frame <paramref name="frame"/>, counted from 0, as stored. Throws IndexOutOfRangeException outside
    /// <see cref="NumberOfFrames"/> and DicomImagingException where the frame's bytes are missing or cannot be told apart.</summary>
    public abstract IByteBuffer GetFrame(int frame);

    /// <summary>
    /// Appends a frame and counts it in Number of Frames (0028,0008). A frame of 1-bit pixels begins at its first byte's lowest bit.
    /// </summary>
    public abstract void AddFrame(IByteBuffer data);

    private static DicomPixelData CreateNew(DicomDataset dataset)
    {
        var bitsAllocated = dataset.GetSingleValue<ushort>(DicomTag.BitsAllocated);
        var syntax = dataset.InternalTransferSyntax;
        if (syntax.IsEncapsulated && bitsAllocated > 16)
            throw new DicomImagingException($"Pixel data of {bitsAllocated} bits allocated cannot be encapsulated: 16 is the most.");

        var pixelData = syntax.IsEncapsulated
            ? (DicomPixelData)new EncapsulatedPixelData(dataset, null)
            : new NativePixelData(dataset, null);
        pixelData.NumberOfFrames = 0;
        return pixelData;
    }

    private protected void CheckFrame(int frame)
    {
        if (frame < 0 || frame >= NumberOfFrames)
            throw new IndexOutOfRangeException($"Frame {frame} was asked for; the object has {NumberOfFrames}, counted from 0.");
    }
}
