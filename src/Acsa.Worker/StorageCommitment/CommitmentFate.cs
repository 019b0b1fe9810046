namespace Acsa.Worker.StorageCommitment;

/// <summary>What follows for a result from what an archive says, or does not say, about holding it.</summary>
enum CommitmentFate
{
    /// <summary>The archive answers for it.</summary>
    Committed,

    /// <summary>Not said: ask again on the schedule.</summary>
    AskAgain,

    /// <summary>The archive lacks it: send it again on the schedule.</summary>
    SendAgain,

    /// <summary>A person has to look.</summary>
    Park,
}
