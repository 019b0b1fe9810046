namespace Acsa.Worker.Delivery;

/// <summary>What follows from a range of C-STORE status codes.</summary>
/// <param name="First">The lowest code.</param>
/// <param name="Last">The highest.</param>
/// <param name="Answer">What it means for the result.</param>
/// <param name="Words">The status in words, for the ledger and the technologist.</param>
/// <param name="Why">Why it is taken so.</param>
sealed record StoreRule(ushort First, ushort Last, StoreAnswer Answer, string Words, string Why)
{
    /// <summary>The codes as the standard writes them: x stands for any digit.</summary>
    public string Codes => First == Last ? $"{First:X4}" : (Last - First) switch
    {
        0xFF => $"{First >> 8:X2}xx",
        0xFFF => $"{First >> 12:X1}xxx",
        _ => "all others",
    };
}
