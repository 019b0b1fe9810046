using System.Buffers.Binary;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>The parameters of QCD and QCC (ITU-T T.800 A.6.4): guard bits, and exponent and mantissa of each sub-band's step.</summary>
internal sealed record Quantization(bool IsScalar, bool IsDerived, int GuardBits, ushort[] Steps)
{
    /// <summary>
    /// Reads | 0 style and guard bits | then a byte (no quantization) or two for each sub-band |. Throws DicomCodecException.
    /// </summary>
    public static Quantization Parse(string name, ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 2) throw Jpeg2000Failure.Segment(name, "it is too short");
        var (style, guard) = (segment[0] & 31, segment[0] >> 5);
        if (style > 2) throw Jpeg2000Failure.Segment(name, $"quantization style {style} is unknown");
        var values = segment[1..];
        var size = style == 0 ? 1 : 2;
        var count = values.Length / size;
        if (values.Length % size != 0 || count == 0 || count > 3 * Jpeg2000Limits.Levels + 1 || (style == 1 && count != 1))
            throw Jpeg2000Failure.Segment(name, "its length does not fit its style");
        var steps = new ushort[count];
        // Table A.29: without quantization an exponent in the upper five bits, else | 5 bits exponent | 11 bits mantissa |.
        for (var i = 0; i < count; i++)
            steps[i] = style == 0 ? (ushort)(values[i] >> 3 << 11) : BinaryPrimitives.ReadUInt16BigEndian(values[(2 * i)..]);
        return new Quantization(style != 0, style == 1, guard, steps);
    }

    /// <summary>
    /// Exponent and mantissa of sub-band <paramref name="band"/>: LL is 0, then HL, LH, HH of each resolution. Derived ones follow
    /// equation E-5.
    /// </summary>
    public (int Exponent, int Mantissa) Step(int band)
    {
        if (!IsDerived)
        {
            if (band >= Steps.Length) throw Jpeg2000Failure.Segment("QCD", "it has fewer steps than there are sub-bands");
            return (Steps[band] >> 11, Steps[band] & 0x7FF);
        }
        var below = band == 0 ? 0 : (band - 1) / 3;
        return (Math.Max(0, (Steps[0] >> 11) - below), Steps[0] & 0x7FF);
    }
}
