using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>The inverse multiple component transforms (ITU-T T.800 annex G): from luminance and colour differences to RGB.</summary>
internal static class ColourTransform
{
    /// <summary>Transforms the three components in place. Throws DicomCodecException unless there are three of one kind.</summary>
    public static void Invert(TileComponent[] components)
    {
        if (components.Length != 3) throw Jpeg2000Failure.Damaged("a colour transform goes with one component");
        var reversible = components[0].Style.IsReversible;
        if (components[1].Style.IsReversible != reversible || components[2].Style.IsReversible != reversible)
            throw Jpeg2000Failure.Damaged("a colour transform goes with components of different wavelets");
        Span<int> first = components[0].Samples, second = components[1].Samples, third = components[2].Samples;
        if (reversible) InvertReversible(first, second, third);
        else InvertIrreversible(Floats(first), Floats(second), Floats(third));
    }

    private static Span<float> Floats(Span<int> samples) => MemoryMarshal.Cast<int, float>(samples);

    /// <summary>G.2.2, RCT.</summary>
    private static void InvertReversible(Span<int> first, Span<int> second, Span<int> third)
    {
        var done = 0;
        for (; done <= first.Length - Vector256<int>.Count; done += Vector256<int>.Count)
        {
            var y = Vector256.Create<int>(first.Slice(done, Vector256<int>.Count));
            var cb = Vector256.Create<int>(second.Slice(done, Vector256<int>.Count));
            var cr = Vector256.Create<int>(third.Slice(done, Vector256<int>.Count));
            var green = y - ((cb + cr) >> 2);
            (cr + green).CopyTo(first[done..]);
            green.CopyTo(second[done..]);
            (cb + green).CopyTo(third[done..]);
        }
        for (var i = done; i < first.Length; i++)
        {
            var (y, cb, cr) = (first[i], second[i], third[i]);
            var green = y - ((cb + cr) >> 2);
            (first[i], second[i], third[i]) = (cr + green, green, cb + green);
        }
    }

    /// <summary>G.3.2, ICT.</summary>
    private static void InvertIrreversible(Span<float> first, Span<float> second, Span<float> third)
    {
        var done = 0;
        for (; done <= first.Length - Vector256<float>.Count; done += Vector256<float>.Count)
        {
            var y = Vector256.Create<float>(first.Slice(done, Vector256<float>.Count));
            var cb = Vector256.Create<float>(second.Slice(done, Vector256<float>.Count));
            var cr = Vector256.Create<float>(third.Slice(done, Vector256<float>.Count));
            (y + 1.402f * cr).CopyTo(first[done..]);
            (y - 0.344136f * cb - 0.714136f * cr).CopyTo(second[done..]);
            (y + 1.772f * cb).CopyTo(third[done..]);
        }
        for (var i = done; i < first.Length; i++)
        {
            var (y, cb, cr) = (first[i], second[i], third[i]);
            (first[i], second[i], third[i]) = (y + 1.402f * cr, y - 0.344136f * cb - 0.714136f * cr, y + 1.772f * cb);
        }
    }
}
