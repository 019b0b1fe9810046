namespace Acsa.Worker.WebConsole.Views;

/// <summary>A golden case on one execution provider.</summary>
/// <param name="Passed">Null when it could not be run; the note says why.</param>
sealed record ModelTest(
    string Id, string Version, string Provider, DateTimeOffset At, double? Dice, double? MinimumDice, bool? Passed, string? Note);
