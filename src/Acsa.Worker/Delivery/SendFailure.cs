namespace Acsa.Worker.Delivery;

/// <summary>Why an association could not be had, or broke off.</summary>
/// <param name="IsTransient">False when the destination refuses this node for good.</param>
sealed record SendFailure(bool IsTransient, string Words);
