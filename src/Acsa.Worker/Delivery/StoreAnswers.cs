namespace Acsa.Worker.Delivery;

/// <summary>C-STORE status codes by class (PS3.4 B.2.3, PS3.7 annex C).</summary>
static class StoreAnswers
{
    public static StoreAnswer Classify(ushort status) => status switch
    {
        0x0000 => StoreAnswer.Stored,
        >= 0xB000 and <= 0xBFFF => StoreAnswer.Stored, // Warnings: coerced, elements discarded; it is kept all the same.
        0x0111 => StoreAnswer.Stored,                  // Duplicate SOP instance: an earlier attempt got through.
        >= 0xA700 and <= 0xA7FF => StoreAnswer.Retry,  // Out of resources.
        0x0110 => StoreAnswer.Retry,                   // Processing failure says nothing of the object.
        0x0213 => StoreAnswer.Retry,                   // Resource limitation.
        _ => StoreAnswer.Park,
    };

    /// <summary>The status in words for the ledger and the technologist.</summary>
    public static string Describe(ushort status) => status switch
    {
        0x0000 => "stored",
        0x0111 => "already held (0x0111)",
        >= 0xB000 and <= 0xBFFF => $"stored with a warning (0x{status:X4})",
        >= 0xA700 and <= 0xA7FF => $"out of resources (0x{status:X4})",
        >= 0xA900 and <= 0xA9FF => $"the data set does not match its SOP class (0x{status:X4})",
        >= 0xC000 and <= 0xCFFF => $"cannot understand the object (0x{status:X4})",
        0x0110 => "processing failure (0x0110)",
        0x0122 => "SOP class not supported (0x0122)",
        0x0124 => "not authorised (0x0124)",
        0x0213 => "resource limitation (0x0213)",
        _ => $"refused with status 0x{status:X4}",
    };
}
