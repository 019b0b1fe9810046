namespace Acsa.Worker.Fitness;

/// <summary>What a destination answered to one SOP class.</summary>
/// <param name="Answer">The accepted transfer syntax, or why it was not accepted.</param>
sealed record ClassAnswer(string Name, string SopClassUid, bool IsTaken, string Answer);
