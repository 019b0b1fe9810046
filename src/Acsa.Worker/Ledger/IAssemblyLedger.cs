namespace Acsa.Worker.Ledger;

/// <summary>The ledger as it is told when studies are complete. Each method is one transaction.</summary>
interface IAssemblyLedger
{
    /// <summary>Says that an association ended, released or not: studies that waited for that are due.</summary>
    Task AssociationEndedAsync(string association, CancellationToken stop);

    /// <summary>Says so of every association of a node that is gone; returns how many studies waited for one.</summary>
    Task<int> EndAssociationsOfAsync(string node, CancellationToken stop);

    /// <summary>Ends a study's waiting at somebody's word; false when nothing of it waits, or the study is unknown.</summary>
    Task<bool> CompleteStudyAsync(string studyUid, CancellationToken stop);

    /// <summary>How long the oldest work of each stage has waited.</summary>
    Task<StageAges> StageAgesAsync(CancellationToken stop);
}
