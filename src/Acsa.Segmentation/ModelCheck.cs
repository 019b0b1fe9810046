namespace Acsa.Segmentation;

/// <summary>One proof that a model still gives what it should.</summary>
/// <param name="Provider">ONNX Runtime's name of the provider that was checked.</param>
/// <param name="Golden">How it did on the golden case; null when the package has none.</param>
/// <param name="Agreement">Least Dice of its masks with the processor's; null on the processor itself.</param>
/// <param name="Problem">What was wrong, a sentence; null when nothing was.</param>
public sealed record ModelCheck(DateTimeOffset At, string Provider, GoldenResult? Golden, double? Agreement, string? Problem)
{
    public bool Passed => Problem is null;
}
