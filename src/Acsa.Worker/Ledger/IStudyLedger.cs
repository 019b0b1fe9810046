namespace Acsa.Worker.Ledger;

/// <summary>The ledger as the study worker sees it. Each method is one transaction.</summary>
interface IStudyLedger
{
    /// <summary>Claims a study that has been quiet for long enough, or one whose lease ran out; null when there is none.</summary>
    Task<StudyJob?> ClaimStudyAsync(string owner, TimeSpan lease, CancellationToken stop);

    /// <summary>Extends a lease; false when it was lost.</summary>
    Task<bool> RenewStudyAsync(StudyJob job, TimeSpan lease, CancellationToken stop);

    /// <summary>Says that an instance's analysis begins; returns how often that has been said without an end, this time included.</summary>
    Task<int> BeginInstanceAsync(StudyJob job, long instanceId, CancellationToken stop);

    /// <summary>The results that earlier runs made of an instance, oldest first; rejection notes left out.</summary>
    Task<IReadOnlyList<EarlierResult>> EarlierResultsAsync(long instanceId, CancellationToken stop);

    /// <summary>Records an instance's findings, results and outbox rows; throws <see cref="LeaseLostException"/> when the lease is
    /// gone. Gives the destinations that hold earlier results of it which do not stand any more, with nothing in their place.</summary>
    Task<IReadOnlyList<string>> CompleteInstanceAsync(
        StudyJob job, InstanceOutcome outcome, IReadOnlyList<OutboxRoute> routes, CancellationToken stop);

    /// <summary>The images of a study of which something was found, in the order in which they came.</summary>
    Task<IReadOnlyList<AnalysedImage>> AnalysedImagesAsync(long studyId, CancellationToken stop);

    /// <summary>Whether the analysis of any instance of a study has come to an end.</summary>
    Task<bool> HasAnalysedAsync(long studyId, CancellationToken stop);

    /// <summary>Whether any result of an image of a study stands.</summary>
    Task<bool> HasStandingImageResultsAsync(long studyId, CancellationToken stop);

    /// <summary>What earlier runs said of a study as a whole, oldest first; rejection notes left out.</summary>
    Task<IReadOnlyList<EarlierResult>> StudyResultsAsync(long studyId, CancellationToken stop);

    /// <summary>Records what is said of a study as a whole, with its outbox rows; throws <see cref="LeaseLostException"/> when the lease is
    /// gone. Gives the destinations that hold what was said and is not said any more.</summary>
    Task<IReadOnlyList<string>> RecordStudyAsync(StudyJob job, StudyOutcome outcome, IReadOnlyList<OutboxRoute> routes, CancellationToken stop);

    /// <summary>Ends the run and gives the lease back.</summary>
    Task FinishStudyAsync(StudyJob job, CancellationToken stop);

    /// <summary>Gives a claimed study back unfinished, to be claimed again no sooner than a time (null: at once).</summary>
    /// <param name="countsAsAttempt">False when the study has nothing to do with it, for example when the node stops.</param>
    Task ReleaseStudyAsync(StudyJob job, DateTimeOffset? nextAttempt, bool countsAsAttempt, CancellationToken stop);

    /// <summary>Parks a study for a person to look at.</summary>
    Task ParkStudyAsync(StudyJob job, string reason, CancellationToken stop);

    /// <summary>When the next study falls due; null when none waits.</summary>
    Task<DateTimeOffset?> NextStudyDueAsync(CancellationToken stop);

    /// <summary>The results folder's files that have a row.</summary>
    Task<IReadOnlySet<string>> ResultFilesAsync(CancellationToken stop);
}
