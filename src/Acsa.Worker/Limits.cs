namespace Acsa.Worker;

/// <summary>Every bound of the worker, each with its reason.</summary>
static class Limits
{
    /// <summary>A configuration is written by hand; a megabyte is a wrong file.</summary>
    public const long ConfigurationBytes = 1 << 20;

    /// <summary>An editor writes a file in several steps: it is read once it has stood still for so long.</summary>
    public static readonly TimeSpan ConfigurationSettles = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the file is looked at where nothing is told of its changes (network shares, mounted volumes).</summary>
    public static readonly TimeSpan ConfigurationPoll = TimeSpan.FromSeconds(5);

    /// <summary>Where one loop has failed the others are waited for no longer: an analysis ends sooner, a disk that is gone never.</summary>
    public static readonly TimeSpan LoopsEnd = TimeSpan.FromMinutes(1);

    /// <summary>A process that has not run a thing for so long hangs.</summary>
    public static readonly TimeSpan WatchdogSilence = TimeSpan.FromSeconds(30);

    /// <summary>A ledger that takes longer to answer is as good as away; whoever asks for our health waits no longer either.</summary>
    public static readonly TimeSpan HealthAnswer = TimeSpan.FromSeconds(3);

    /// <summary>The ledger is asked whether it answers no more often than this, however often our health is asked for.</summary>
    public static readonly TimeSpan HealthPause = TimeSpan.FromSeconds(1);

    /// <summary>The ledger is counted no more often than this, however often metrics are read.</summary>
    public static readonly TimeSpan MetricsPause = TimeSpan.FromSeconds(5);

    /// <summary>Audit messages that wait for a repository that is away: some days of a department, some tens of megabytes.</summary>
    public const int AuditMessages = 20_000;

    /// <summary>An audit repository that takes longer for a message is away.</summary>
    public static readonly TimeSpan AuditSending = TimeSpan.FromSeconds(5);

    /// <summary>A few programs that watch, each with its connection.</summary>
    public const long MonitoringConnections = 50;

    /// <summary>The longest request that has a reason is a configuration, escaped as JSON.</summary>
    public const long ConsoleRequestBytes = 2 * ConfigurationBytes;

    /// <summary>A department's browsers, each with its few connections.</summary>
    public const long ConsoleConnections = 200;

    /// <summary>Versions of the configuration that the console lists: a page's worth.</summary>
    public const int ConfigurationsShown = 50;

    /// <summary>Results per association: enough to amortise its opening, few enough that a dropped one repeats little.</summary>
    public const int DeliveriesPerAssociation = 32;

    /// <summary>A destination that could not be reached this often in a row is away: from then on it is asked by C-ECHO alone.</summary>
    public const int FailuresToOpenCircuit = 3;

    /// <summary>Results in one request for Storage Commitment.</summary>
    public const int CommitmentsPerRequest = 100;

    /// <summary>A result that a destination loses again after this is for a person: it would be lost the next time too.</summary>
    public const int ResendsOfLost = 2;

    /// <summary>More results of a study follow the first within this: they are asked about together.</summary>
    public static readonly TimeSpan CommitmentPause = TimeSpan.FromSeconds(5);

    /// <summary>An archive that reports on the association of the request does so at once.</summary>
    public static readonly TimeSpan CommitmentLinger = TimeSpan.FromSeconds(2);

    /// <summary>A study whose analysis ended the process, or failed for want of disk or device, this often is parked: it would do so
    /// again.</summary>
    public const int StudyAttempts = 10;

    /// <summary>After a study's disk or device failed; as many times as it did.</summary>
    public static readonly TimeSpan StudyPause = TimeSpan.FromSeconds(30);

    /// <summary>Instances of a study, one after the other, that disk or device fail on: it is not the single file then.</summary>
    public const int TroublesInARow = 3;

    /// <summary>An instance in whose analysis the node ended this often is left out: fewer than the study's, so that the others get
    /// on; more than a few, since a node may be killed for other reasons.</summary>
    public const int InstanceAttempts = 8;

    /// <summary>An analysis that is told to stop has this long to do so: a model's run cannot be interrupted.</summary>
    public static readonly TimeSpan AnalysisGrace = TimeSpan.FromSeconds(10);

    /// <summary>Analyses that were left because they did not end: each keeps a processor busy, and so many leave none for the
    /// others.</summary>
    public const int AnalysesLeft = 3;

    /// <summary>How often the ages of the oldest work are looked at: often beside what they may reach.</summary>
    public static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(10);

    /// <summary>How often the models prove themselves on their golden cases: a GPU that degrades is found within the hour.</summary>
    public static readonly TimeSpan ModelCheckPause = TimeSpan.FromHours(1);

    /// <summary>Work, or a node, that has shown no sign of life for this long is up for grabs; whoever lives renews it three times as
    /// often.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>A clock that goes back by less is put right by nobody: what waits comes so much later.</summary>
    public static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(1);

    /// <summary>A ledger's server that is not there at the start is waited for: less than a service manager gives a start (ten minutes),
    /// for the spool is read after it.</summary>
    public static readonly TimeSpan LedgerArrival = TimeSpan.FromMinutes(6);

    /// <summary>Connections of a node to a shared ledger: its associations commit as one, its loops are few.</summary>
    public const int LedgerConnections = 6;

    /// <summary>Attempts at a transaction that the server undid because it crossed another's, before the caller hears of it.</summary>
    public const int TransactionAttempts = 8;

    /// <summary>Instances in one commit: more than there are associations, few enough that none waits long.</summary>
    public const int InstancesPerCommit = 64;

    /// <summary>The longest that a loop sleeps with nothing announced.</summary>
    public static readonly TimeSpan LoopPause = TimeSpan.FromSeconds(1);

    /// <summary>After trouble with disk or ledger: long enough not to fill the log, short enough to recover unnoticed.</summary>
    public static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(2);

    /// <summary>Earlier measurements of one person that are looked at, the newest first: years of weekly examinations.</summary>
    public const int PriorsRead = 5000;

    /// <summary>A Segmentation that comes back is read into memory; 256 MiB are 2800 frames of 1024 × 768 at a bit a pixel.</summary>
    public const long EditedSegmentationBytes = 256L << 20;

    /// <summary>Pixels of one frame of a Segmentation: 8192 × 8192, above any image that is outlined.</summary>
    public const long SegmentationPixels = 64L << 20;

    /// <summary>Pixels of all frames of an image that are measured anew with an edit: four and more bytes each, 200 frames of 1280 × 1024.</summary>
    public const long EditedPixels = 256L << 20;

    /// <summary>Pixels of all masks of one file that is evaluated, a byte each: 2000 frames of 1024 × 768.</summary>
    public const long EvaluatedPixels = 2L << 30;

    /// <summary>Edits of one study that wait for its images; each is read again whenever some of them come.</summary>
    public const int WaitingEdits = 100;

    /// <summary>Series or instances that an archive may list for one study before it is no longer believed.</summary>
    public const int ArchiveAnswers = 200_000;

    /// <summary>How often a destination is asked what it takes: an archive that learns a class is used within the hour.</summary>
    public static readonly TimeSpan FitnessPause = TimeSpan.FromHours(1);

    /// <summary>The same for one that did not answer.</summary>
    public static readonly TimeSpan FitnessRetry = TimeSpan.FromSeconds(30);

    /// <summary>A class that a destination refused in use is tried again after this: no more than a result a day is spent on finding
    /// out.</summary>
    public static readonly TimeSpan RefusalStands = TimeSpan.FromDays(1);

    /// <summary>Instances that the self-test takes back of its one image: many times what is written of it.</summary>
    public const int FetchedInstances = 200;

    /// <summary>Bytes of one of them: a picture of the simulated scanner's screen has a few million.</summary>
    public const long FetchedBytes = 64L << 20;

    /// <summary>Reasons longer than this are cut before they go into the ledger.</summary>
    public const int ReasonLength = 1000;

    /// <summary>Associations at a time unless the configuration says otherwise: more than a large department has consoles.</summary>
    public const int Associations = 128;

    /// <summary>The same for one address: one machine that leaves associations open cannot take all places.</summary>
    public const int AssociationsPerHost = 64;

    /// <summary>A file of certificates is a few kilobytes, a bundle of a hospital's authorities some hundred.</summary>
    public const long CertificateFileBytes = 1 << 20;

    /// <summary>How often the files of certificates are looked at; a change counts once it has stood still for one more look.</summary>
    public static readonly TimeSpan CertificatePoll = TimeSpan.FromSeconds(5);

    /// <summary>A certificate that expires within this time is spoken of once a day.</summary>
    public static readonly TimeSpan CertificateNotice = TimeSpan.FromDays(30);
}
