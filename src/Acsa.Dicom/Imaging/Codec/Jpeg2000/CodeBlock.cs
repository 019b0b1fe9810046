namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>One code-block: where its coefficients belong and what the packets read so far say of it.</summary>
internal sealed class CodeBlock(int x, int y, int width, int height)
{
    /// <summary>Place in the tile-component's coefficients.</summary>
    public int X => x;

    public int Y => y;

    public int Width => width;

    public int Height => height;

    public bool IsIncluded { get; set; }

    public int BitPlanes { get; set; }

    public int Passes { get; set; }

    /// <summary>B.10.7.1: the state variable of code-word segment lengths.</summary>
    public int LengthBits { get; set; } = 3;

    /// <summary>The code-word segments; their data are those of <see cref="Chunks"/>, one after the other.</summary>
    public List<(int Passes, int Length)> Segments { get; } = [];

    public List<(int Offset, int Length)> Chunks { get; } = [];

    /// <summary>
    /// How many passes the segment that holds pass <paramref name="pass"/> can have from there on (D.4.2, D.6): all of them without
    /// termination; with bypass ten, then two raw and one coded by turns.
    /// </summary>
    public static int PassesToBoundary(int pass, BlockStyle style)
    {
        if ((style & BlockStyle.TerminateEachPass) != 0) return 1;
        if ((style & BlockStyle.Bypass) == 0) return int.MaxValue;
        if (pass < 10) return 10 - pass;
        return ((pass - 10) % 3) switch { 0 => 2, _ => 1 };
    }
}
