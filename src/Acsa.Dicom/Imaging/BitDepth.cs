namespace Acsa.Dicom.Imaging;

/// <summary>How many bits a sample has and where they lie (PS3.5 8.1.1).</summary>
public class BitDepth
{
    /// <summary>Creates the description; all counts in bits, <paramref name="highBit"/> counted from 0.</summary>
    public BitDepth(int allocated, int stored, int highBit, bool signed)
    {
        BitsAllocated = allocated;
        BitsStored = stored;
        HighBit = highBit;
        IsSigned = signed;
    }

    /// <summary>Bits Allocated (0028,0100).</summary>
    public int BitsAllocated { get; }

    /// <summary>Bits Stored (0028,0101).</summary>
    public int BitsStored { get; }

    /// <summary>High Bit (0028,0102): the index of the most significant stored bit.</summary>
    public int HighBit { get; }

    /// <summary>True for two's complement samples.</summary>
    public bool IsSigned { get; }

    /// <summary>The largest value that the stored bits can hold.</summary>
    public int MaximumValue => GetMaximumValue(BitsStored, IsSigned);

    /// <summary>The smallest value that the stored bits can hold.</summary>
    public int MinimumValue => GetMinimumValue(BitsStored, IsSigned);

    /// <summary>The largest value of <paramref name="bitsStored"/> bits.</summary>
    public static int GetMaximumValue(int bitsStored, bool isSigned) =>
        (int)((1L << (isSigned ? bitsStored - 1 : bitsStored)) - 1);

    /// <summary>The smallest value of <paramref name="bitsStored"/> bits.</summary>
    public static int GetMinimumValue(int bitsStored, bool isSigned) => isSigned ? (int)-(1L << (bitsStored - 1)) : 0;
}
