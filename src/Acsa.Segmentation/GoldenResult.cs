namespace Acsa.Segmentation;

/// <summary>How a model did on its golden case.</summary>
/// <param name="Dice">2 |A ∩ B| / (|A| + |B|), 0 to 1; two empty masks agree fully.</param>
/// <param name="Provider">ONNX Runtime's name of the execution provider that ran it.</param>
public sealed record GoldenResult(double Dice, double MinimumDice, string Provider)
{
    public bool Passed => Dice >= MinimumDice;
}
