namespace Acsa.Worker.Delivery;

/// <summary>What a destination's answer to one C-STORE means for the result.</summary>
enum StoreAnswer
{
    /// <summary>The destination holds it.</summary>
    Stored,

    /// <summary>Not now: try again on the schedule.</summary>
    Retry,

    /// <summary>Not ever in this form: park it, a person has to look.</summary>
    Park,
}
