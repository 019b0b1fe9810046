namespace Acsa.Worker.Commands;

/// <summary>What became of a file that was to be sent.</summary>
sealed record FileAnswer(string File, bool IsStored, string Words);
