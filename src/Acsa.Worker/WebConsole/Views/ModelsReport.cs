namespace Acsa.Worker.WebConsole.Views;

/// <summary>Models: in use, refused, and how their golden cases did last.</summary>
sealed record ModelsReport(IReadOnlyList<ModelInUse> InUse, IReadOnlyList<string> Problems, IReadOnlyList<ModelTest> Tests);
