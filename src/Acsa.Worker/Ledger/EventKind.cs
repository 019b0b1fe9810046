namespace Acsa.Worker.Ledger;

/// <summary>Names of the events in the ledger.</summary>
static class EventKind
{
    public const string Received = "received";
    public const string ReceivedAgain = "received again";
    public const string Conflict = "conflict";
    public const string Adopted = "adopted";
    public const string Completed = "completed by hand";
    public const string Claimed = "claimed";
    public const string Analysed = "analysed";
    public const string NotAnalysed = "not analysed";
    public const string StudyAnalysed = "study analysed";
    public const string Parked = "parked";
    public const string Attempt = "attempt failed";
    public const string Delivered = "delivered";
    public const string Committed = "committed";
    public const string NotCommitted = "not committed";
    public const string Missing = "missing at destination";
    public const string Superseded = "not sent, replaced";
    public const string LeftThere = "earlier results left there";
    public const string Resumed = "destination back";
    public const string Restored = "file restored";
    public const string Retried = "retried by hand";
    public const string SteppedDown = "given in another form";
    public const string SentAgain = "sent again by hand";
}
