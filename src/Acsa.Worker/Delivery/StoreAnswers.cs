namespace Acsa.Worker.Delivery;

/// <summary>C-STORE status codes by class (PS3.4 B.2.3, PS3.7 annex C).</summary>
static class StoreAnswers
{
    /// <summary>The first rule that holds a code decides on it; docs/ledger-and-delivery.md prints them.</summary>
    public static IReadOnlyList<StoreRule> Rules { get; } =
    [
        new(0x0000, 0x0000, StoreAnswer.Stored, "stored", "success"),
        new(0xB000, 0xBFFF, StoreAnswer.Stored, "stored with a warning", "coerced or elements discarded: it is kept all the same"),
        new(0x0111, 0x0111, StoreAnswer.Stored, "already held", "an earlier attempt got through"),
        new(0xA700, 0xA7FF, StoreAnswer.Retry, "out of resources", "passes"),
        new(0x0110, 0x0110, StoreAnswer.Retry, "processing failure", "says nothing of the object"),
        new(0x0213, 0x0213, StoreAnswer.Retry, "resource limitation", "passes"),
        new(0x0122, 0x0122, StoreAnswer.Retry, "SOP class not supported", "the archive's settings can be put right"),
        new(0x0124, 0x0124, StoreAnswer.Retry, "not authorised", "the archive's settings can be put right"),
        new(0xA900, 0xA9FF, StoreAnswer.Park, "the data set does not match its SOP class", "the object will be the same tomorrow"),
        new(0xC000, 0xCFFF, StoreAnswer.Park, "cannot understand the object", "the object will be the same tomorrow"),
        new(0x0000, 0xFFFF, StoreAnswer.Park, "refused", "nobody knows: a person has to look"),
    ];

    public static StoreAnswer Classify(ushort status) => RuleFor(status).Answer;

    /// <summary>Whether a status says that the destination does not take objects of the class, whatever it agreed to.</summary>
    public static bool RefusesClass(ushort status) => status is 0x0122 or (>= 0xA900 and <= 0xA9FF);

    /// <summary>The status in words for the ledger and the technologist.</summary>
    public static string Describe(ushort status) => status == 0 ? RuleFor(status).Words : $"{RuleFor(status).Words} (0x{status:X4})";

    static StoreRule RuleFor(ushort status) => Rules.First(rule => status >= rule.First && status <= rule.Last);
}
