namespace Acsa.Worker.Delivery;

/// <summary>Why an association could not be had, or broke off. It is about the destination, so it parks no result.</summary>
/// <param name="WasAssociated">Whether the association stood when it broke off: the object under way may then have to do with it.</param>
/// <param name="Words">The failure in words.</param>
sealed record SendFailure(bool WasAssociated, string Words);
