namespace Acsa.Fuzz;

/// <summary>A check of the harness that failed: two readings of the same bytes that differ, for instance.</summary>
internal sealed class FindException(string what, string detail = "") : Exception(what + (detail.Length > 0 ? ": " + detail : ""))
{
    /// <summary>The same for all inputs that fail alike.</summary>
    public string What => what;
}
