namespace Acsa.Dicom.Imaging;

/// <summary>The Image Pixel module (PS3.3 C.7.6.3), read from and written to the data set at each access.</summary>
public abstract partial class DicomPixelData
{
    /// <summary>Columns (0028,0011), in pixels.</summary>
    public ushort Width
    {
        get => Dataset.GetSingleValue<ushort>(DicomTag.Columns);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.Columns, value));
    }

    /// <summary>Rows (0028,0010), in pixels.</summary>
    public ushort Height
    {
        get => Dataset.GetSingleValue<ushort>(DicomTag.Rows);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.Rows, value));
    }

    /// <summary>Number of Frames (0028,0008); 1 where it is absent. Throws DicomImagingException above 65 536.</summary>
    public int NumberOfFrames
    {
        get
        {
            var frames = Dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1);
            return frames <= ImagingLimits.MaxFrames
                ? frames
                : throw new DicomImagingException($"{frames} frames are more than the {ImagingLimits.MaxFrames} that are read.");
        }
        set => Dataset.AddOrUpdate(new DicomIntegerString(DicomTag.NumberOfFrames, value));
    }

    /// <summary>Bits Allocated, Bits Stored, High Bit and Pixel Representation together.</summary>
    public BitDepth BitDepth => new(BitsAllocated, BitsStored, HighBit, PixelRepresentation == PixelRepresentation.Signed);

    /// <summary>Bits Allocated (0028,0100) per sample.</summary>
    public ushort BitsAllocated => Dataset.GetSingleValue<ushort>(DicomTag.BitsAllocated);

    /// <summary>Bits Stored (0028,0101) per sample; at most Bits Allocated, or DicomImagingException.</summary>
    public ushort BitsStored
    {
        get => Dataset.GetSingleValue<ushort>(DicomTag.BitsStored);
        set
        {
            if (value > BitsAllocated) throw new DicomImagingException($"{value} bits stored are more than the {BitsAllocated} allocated.");
            Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.BitsStored, value));
        }
    }

    /// <summary>High Bit (0028,0102), counted from 0; below Bits Allocated, or DicomImagingException.</summary>
    public ushort HighBit
    {
        get => Dataset.GetSingleValue<ushort>(DicomTag.HighBit);
        set
        {
            if (value >= BitsAllocated) throw new DicomImagingException($"High bit {value} is not within {BitsAllocated} bits allocated.");
            Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.HighBit, value));
        }
    }

    /// <summary>Samples per Pixel (0028,0002); 1 where it is absent.</summary>
    public ushort SamplesPerPixel
    {
        get => Dataset.GetSingleValueOrDefault(DicomTag.SamplesPerPixel, (ushort)1);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.SamplesPerPixel, value));
    }

    /// <summary>Pixel Representation (0028,0103).</summary>
    public PixelRepresentation PixelRepresentation
    {
        get => (PixelRepresentation)Dataset.GetSingleValue<ushort>(DicomTag.PixelRepresentation);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.PixelRepresentation, (ushort)value));
    }

    /// <summary>Planar Configuration (0028,0006); interleaved where it is absent.</summary>
    public PlanarConfiguration PlanarConfiguration
    {
        get => (PlanarConfiguration)Dataset.GetSingleValueOrDefault(DicomTag.PlanarConfiguration, (ushort)0);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.PlanarConfiguration, (ushort)value));
    }

    /// <summary>Photometric Interpretation (0028,0004), or null where it is absent.</summary>
    public PhotometricInterpretation? PhotometricInterpretation
    {
        get => Dataset.TryGetSingleValue<string>(DicomTag.PhotometricInterpretation, out var term)
            ? PhotometricInterpretation.Parse(term) : null;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Dataset.AddOrUpdate(new DicomCodeString(DicomTag.PhotometricInterpretation, value.Value));
        }
    }

    /// <summary>True where Lossy Image Compression (0028,2110) is "01": the pixels were compressed with loss at some time.</summary>
    public bool IsLossy => Dataset.TryGetSingleValue<string>(DicomTag.LossyImageCompression, out var lossy) && lossy == "01";

    /// <summary>Lossy Image Compression Method (0028,2114).</summary>
    public string LossyCompressionMethod => Dataset.GetSingleValue<string>(DicomTag.LossyImageCompressionMethod);

    /// <summary>Lossy Image Compression Ratio (0028,2112).</summary>
    public decimal LossyCompressionRatio => Dataset.GetSingleValue<decimal>(DicomTag.LossyImageCompressionRatio);

    /// <summary>Bytes that a sample occupies, rounded up.</summary>
    public int BytesAllocated => (BitsAllocated - 1) / 8 + 1;

    /// <summary>
    /// Bytes of one native frame; for 1-bit pixels those that hold its bits when it begins on a byte. Native 4:2:2 frames have two samples
    /// a pixel and whole pairs of pixels in each row. Throws DicomImagingException above the limits of this library.
    /// </summary>
    public int UncompressedFrameSize
    {
        get
        {
            var pixels = (long)Width * Height;
            if (pixels > ImagingLimits.MaxPixelsPerFrame)
                throw new DicomImagingException($"{Width} × {Height} pixels are over the limit of {ImagingLimits.MaxPixelsPerFrame}.");
            if (BitsAllocated == 1) return (int)((pixels * SamplesPerPixel + 7) / 8);

            var size = IsNative422 ? 2L * BytesAllocated * ((Width + 1) / 2 * 2) * Height : pixels * BytesAllocated * SamplesPerPixel;
            return size <= ImagingLimits.MaxBytesPerFrame
                ? (int)size
                : throw new DicomImagingException($"A frame of {size} bytes is over the limit of {ImagingLimits.MaxBytesPerFrame}.");
        }
    }

    /// <summary>The palette of a PALETTE COLOR image in 8 bits a colour; entry 0 belongs to the first value mapped. Throws
    /// DicomImagingException
    /// where the image has none or it is damaged.</summary>
    public Color32[] PaletteColorLUT
    {
        get
        {
            if (PhotometricInterpretation != PhotometricInterpretation.PaletteColor)
                throw new DicomImagingException("Only PALETTE COLOR images have a palette.");
            var palette = Palette.Read(Dataset);
            var colours = new Color32[palette.Length];
            for (var i = 0; i < colours.Length; i++)
            {
                var (red, green, blue) = palette.Entry(i);
                colours[i] = new Color32(255, red, green, blue);
            }
            return colours;
        }
    }

    private bool IsNative422
    {
        get
        {
            if (Syntax.IsEncapsulated) return false;
            var photometric = PhotometricInterpretation;
            return photometric == PhotometricInterpretation.YbrFull422 || photometric == PhotometricInterpretation.YbrPartial422;
        }
    }
}
