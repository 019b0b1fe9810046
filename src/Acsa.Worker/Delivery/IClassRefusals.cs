namespace Acsa.Worker.Delivery;

/// <summary>Is told what a destination refuses, and when it is there again, where what it gets follows from what it takes.</summary>
interface IClassRefusals
{
    /// <summary>Leaves out the classes and sends other forms of the same results instead, those of the rows included.</summary>
    /// <param name="rows">Outbox rows that were refused, with their class and the answer in words.</param>
    Task RefusedAsync(
        string destination, IReadOnlyList<(long OutboxId, string SopClassUid, ClassRefusedBy By, string Why)> rows, CancellationToken stop);

    /// <summary>A destination that was away answers again.</summary>
    void AskAgain(string destination);
}
