using Acsa.Worker.Reader;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>How scanners and models do.</summary>
/// <param name="Edits">Outlines that readers changed, by model and scanner.</param>
sealed record QualityReport(IReadOnlyList<ScannerQuality> Scanners, IReadOnlyList<EditSummary> Edits);
