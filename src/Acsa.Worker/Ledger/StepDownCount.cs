namespace Acsa.Worker.Ledger;

/// <summary>What became of results whose form a destination does not take.</summary>
/// <param name="Replaced">Sent in another form, or stored there in one already.</param>
/// <param name="Parked">Without another form: a person has to look.</param>
readonly record struct StepDownCount(int Replaced, int Parked)
{
    public static StepDownCount None => default;
}
