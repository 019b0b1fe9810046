namespace Acsa.DicomScp;

/// <summary>What became of a received instance; all three are answered Success.</summary>
public enum StoreVerdict
{
    /// <summary>Held for the first time.</summary>
    Stored,

    /// <summary>The same SOP Instance UID with the same bytes was held already; one copy is kept.</summary>
    AlreadyHeld,

    /// <summary>The same SOP Instance UID is held with other bytes; both are kept and flagged.</summary>
    Conflict,
}
