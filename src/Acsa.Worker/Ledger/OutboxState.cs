namespace Acsa.Worker.Ledger;

/// <summary>Names of an outbox row's states in the ledger.</summary>
static class OutboxState
{
    public const string Pending = "pending";
    public const string Delivered = "delivered";
    public const string Committed = "committed";
    public const string Parked = "parked";
}
