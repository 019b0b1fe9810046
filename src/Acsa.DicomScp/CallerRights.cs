namespace Acsa.DicomScp;

/// <summary>What a caller may do once it is admitted; C-ECHO is for all.</summary>
[Flags]
public enum CallerRights
{
    /// <summary>Nothing but C-ECHO.</summary>
    None = 0,

    /// <summary>Send instances: a scanner.</summary>
    Store = 1,

    /// <summary>Ask for Storage Commitment: a scanner that is told what this node holds.</summary>
    AskCommitment = 2,

    /// <summary>Report on Storage Commitment: an archive that this node asked.</summary>
    ReportCommitment = 4,
}
