namespace Acsa.Worker.WebConsole.Views;

/// <summary>A destination's queue and last echo.</summary>
/// <param name="Circuit">closed, open or half-open.</param>
sealed record DestinationView(
    string Name, bool IsConfigured, long Waiting, long Delivered, long Committed, long Parked, string Circuit, DateTimeOffset? NextCall,
    string? Trouble, EchoResult? Echo);
