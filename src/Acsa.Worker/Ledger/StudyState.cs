namespace Acsa.Worker.Ledger;

/// <summary>Names of a study's states in the ledger.</summary>
static class StudyState
{
    public const string Received = "received";
    public const string Assembled = "assembled";
    public const string Analysed = "analysed";
    public const string Delivered = "delivered";
    public const string Committed = "committed";
    public const string Failed = "failed";
    public const string Parked = "parked";
}
