using Acsa.Worker.Results;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>An analysed frame with what was found in it.</summary>
/// <param name="Frame">From 1.</param>
/// <param name="HasOutline">Whether a Segmentation of it is still held and something was outlined.</param>
sealed record StudyFrame(int Frame, bool HasOutline, IReadOnlyList<ResultEntry> Entries);
