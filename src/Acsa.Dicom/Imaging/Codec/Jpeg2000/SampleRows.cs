using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>What is done to a row of coefficients or samples on its way in and out, a vector at a time.</summary>
internal static class SampleRows
{
    private const int Lanes = 8;

    /// <summary>Takes the fraction bit of decoded coefficients away, towards zero.</summary>
    public static void Halve(ReadOnlySpan<int> source, Span<int> target)
    {
        var i = 0;
        for (; i <= source.Length - Lanes; i += Lanes)
        {
            var values = Vector256.Create(source.Slice(i, Lanes));
            ((values - (values >> 31)) >> 1).CopyTo(target.Slice(i, Lanes));
        }
        for (; i < source.Length; i++) target[i] = source[i] / 2;
    }

    /// <summary>Multiplies decoded coefficients by <paramref name="factor"/>; the target's words then hold floats.</summary>
    public static void Scale(ReadOnlySpan<int> source, Span<int> target, float factor)
    {
        var floats = MemoryMarshal.Cast<int, float>(target);
        var i = 0;
        for (; i <= source.Length - Lanes; i += Lanes)
            (Vector256.ConvertToSingle(Vector256.Create(source.Slice(i, Lanes))) * factor).CopyTo(floats.Slice(i, Lanes));
        for (; i < source.Length; i++) floats[i] = source[i] * factor;
    }

    /// <summary>Floats to the nearest integers, in place; not-a-number becomes 0, what an int cannot hold its end of the range.</summary>
    public static void Round(Span<int> row)
    {
        var floats = MemoryMarshal.Cast<int, float>(row);
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
            Vector256.ConvertToInt32(Vector256.Round(Vector256.Create(floats.Slice(i, Lanes)))).CopyTo(row.Slice(i, Lanes));
        for (; i < row.Length; i++) row[i] = (int)MathF.Round(floats[i]);
    }

    /// <summary>Adds <paramref name="shift"/> and keeps the result within the two ends, in place; cannot overflow.</summary>
    public static void ShiftAndClamp(Span<int> row, int shift, int lowest, int highest)
    {
        var (least, most) = (lowest - shift, highest - shift);
        var (leasts, mosts, shifts) = (Vector256.Create(least), Vector256.Create(most), Vector256.Create(shift));
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
        {
            var eight = row.Slice(i, Lanes);
            (Vector256.Min(Vector256.Max(Vector256.Create<int>(eight), leasts), mosts) + shifts).CopyTo(eight);
        }
        for (; i < row.Length; i++) row[i] = Math.Clamp(row[i], least, most) + shift;
    }

    /// <summary>The low bytes.</summary>
    public static void ToBytes(ReadOnlySpan<int> row, Span<byte> target)
    {
        var i = 0;
        for (; i <= row.Length - 4 * Lanes; i += 4 * Lanes)
        {
            var first = Vector256.Narrow(Vector256.Create(row.Slice(i, Lanes)), Vector256.Create(row.Slice(i + Lanes, Lanes)));
            var second = Vector256.Narrow(
                Vector256.Create(row.Slice(i + 2 * Lanes, Lanes)), Vector256.Create(row.Slice(i + 3 * Lanes, Lanes)));
            Vector256.Narrow(first, second).AsByte().CopyTo(target.Slice(i, 4 * Lanes));
        }
        for (; i < row.Length; i++) target[i] = (byte)row[i];
    }

    /// <summary>The low two bytes, little endian.</summary>
    public static void ToWords(ReadOnlySpan<int> row, Span<byte> target)
    {
        for (var i = 0; i < row.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(target[(2 * i)..], (short)row[i]);
    }
}
