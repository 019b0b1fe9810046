using Acsa.Dicom.Imaging.Render;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging.Codec;

/// <summary>Brings pixel data from one transfer syntax to another.</summary>
public interface IDicomTranscoder
{
    /// <summary>The syntax of what comes in.</summary>
    DicomTransferSyntax InputSyntax { get; }

    /// <summary>Settings for decoding it.</summary>
    DicomCodecParams? InputCodecParams { get; }

    /// <summary>The syntax of what goes out.</summary>
    DicomTransferSyntax OutputSyntax { get; }

    /// <summary>Settings for encoding it.</summary>
    DicomCodecParams? OutputCodecParams { get; }

    /// <summary>A new file in the output syntax; <paramref name="file"/> stays as it is. Throws DicomCodecException.</summary>
    DicomFile Transcode(DicomFile file);

    /// <summary>A new data set in the output syntax; <paramref name="dataset"/> stays as it is. Throws DicomCodecException.</summary>
    DicomDataset Transcode(DicomDataset dataset);

    /// <summary>One frame, counted from 0, in native form. Throws DicomCodecException.</summary>
    IByteBuffer DecodeFrame(DicomDataset dataset, int frame);

    /// <summary>One frame, counted from 0, decoded and unpacked. Throws DicomCodecException and DicomImagingException.</summary>
    IPixelData DecodePixelData(DicomDataset dataset, int frame);
}
