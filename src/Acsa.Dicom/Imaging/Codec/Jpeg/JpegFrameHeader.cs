using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>One component of a frame: identifier, sampling factors and quantization table (ITU-T T.81 B.2.2).</summary>
internal readonly record struct JpegComponent(byte Id, int Horizontal, int Vertical, int QuantizationTable);

/// <summary>
/// The frame header, SOFn (ITU-T T.81 B.2.2): process, sample precision in bits, size in pixels and the components in stream order.
/// </summary>
internal sealed record JpegFrameHeader(byte Process, int Precision, int Width, int Height, JpegComponent[] Components)
{
    public bool IsLossless => Process == JpegMarker.Sof3Lossless;

    public int MaxHorizontal => Components.Max(c => c.Horizontal);

    public int MaxVertical => Components.Max(c => c.Vertical);

    /// <summary>
    /// Reads the payload of an SOF0, SOF1, SOF3 or (T.87) SOF55 segment. Throws DicomCodecException for values outside T.81 table B.2.
    /// </summary>
    public static JpegFrameHeader Parse(byte process, ReadOnlySpan<byte> segment)
    {
        // | 0 precision | 1..2 lines | 3..4 samples per line | 5 components | then 3 bytes each |
        if (segment.Length < 6) throw JpegFailure.Segment("SOF", "it is shorter than its fixed part");
        var precision = segment[0];
        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        var count = segment[5];
        if (segment.Length != 6 + 3 * count) throw JpegFailure.Segment("SOF", $"its length does not fit {count} components");
        if (width == 0) throw JpegFailure.Segment("SOF", "it gives a width of 0");
        // B.2.2: a height of 0 announces a DNL segment.
        if (height == 0) throw new DicomCodecException(JpegFailure.UnsupportedProcess(JpegMarker.NumberOfLines)!);
        if (count is not (1 or 3))
            throw new DicomCodecException($"JPEG streams with {count} components are not decoded: one or three are.");
        CheckPrecision(process, precision, count);

        var components = new JpegComponent[count];
        for (var i = 0; i < count; i++)
        {
            var entry = segment.Slice(6 + 3 * i, 3);
            var component = new JpegComponent(entry[0], entry[1] >> 4, entry[1] & 15, entry[2]);
            if (component.Horizontal is < 1 or > 4 || component.Vertical is < 1 or > 4)
                throw JpegFailure.Segment("SOF", $"sampling factors {component.Horizontal}×{component.Vertical} are outside 1 to 4");
            if (component.QuantizationTable > 3) throw JpegFailure.Segment("SOF", "a quantization table selector is above 3");
            if (components.AsSpan(0, i).ToArray().Any(c => c.Id == component.Id))
                throw JpegFailure.Segment("SOF", $"component identifier {component.Id} occurs twice");
            components[i] = component;
        }
        return new JpegFrameHeader(process, precision, width, height, components);
    }

    /// <summary>Throws DicomCodecException unless size, components and precision are what the data set says.</summary>
    public void Check(JpegExpectation expected)
    {
        if (Width != expected.Columns || Height != expected.Rows) throw JpegFailure.Size(Width, Height, expected.Columns, expected.Rows);
        if (Components.Length != expected.SamplesPerPixel) throw JpegFailure.Components(Components.Length, expected.SamplesPerPixel);
        if (Precision > expected.BitsAllocated)
            throw JpegFailure.Segment("SOF", $"{Precision} bits do not fit the {expected.BitsAllocated} bits allocated");
    }

    private static void CheckPrecision(byte process, int precision, int components)
    {
        var valid = process switch
        {
            JpegMarker.Sof0Baseline => precision == 8,
            JpegMarker.Sof1Extended => precision is 8 or 12,
            _ => precision is >= 2 and <= 16,
        };
        if (!valid) throw JpegFailure.Segment("SOF", $"a precision of {precision} bits is not one of its process");
        // PS3.5 table 8.2.1-1: 12-bit extended sequential pixels are monochrome.
        if (process == JpegMarker.Sof1Extended && precision == 12 && components != 1)
            throw new DicomCodecException("JPEG streams of 12 bits with three components are not decoded: DICOM has only monochrome ones.");
    }
}
