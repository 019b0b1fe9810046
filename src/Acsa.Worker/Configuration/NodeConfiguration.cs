using Acsa.Reporting;
using Acsa.Acquisition;
using Acsa.Worker.Fitness;
using Acsa.Worker.Ledger;
using Acsa.Worker.Routing;

namespace Acsa.Worker.Configuration;

/// <summary>The whole of acsa.json, checked.</summary>
/// <param name="Data">Absolute folder of spool, results and, unless it is on a server, ledger; shared by all nodes of one ledger.</param>
/// <param name="Node">This node's name among those that share a ledger; lower case.</param>
/// <param name="Ledger">Where the ledger is.</param>
/// <param name="Models">Absolute folder of the model packages.</param>
sealed record NodeConfiguration(
    DicomConfiguration Dicom,
    string Data,
    string Node,
    LedgerLocation Ledger,
    string Models,
    StudyConfiguration Study,
    SpoolConfiguration Spool,
    IReadOnlyList<ScannerConfiguration> Scanners,
    IReadOnlyList<DestinationConfiguration> Destinations,
    InferenceConfiguration Inference,
    ConsoleConfiguration Console,
    HealthConfiguration Health)
{
    /// <summary>How long what is finished is kept.</summary>
    public RetentionConfiguration Retention { get; init; } = new();

    /// <summary>Absolute folder of the echogenicity reference tables; null takes the built-in one.</summary>
    public string? References { get; init; }

    /// <summary>What the site decided about scales.</summary>
    public CalibrationRules Calibration { get; init; } = CalibrationRules.Strict;

    /// <summary>Whether pictures bear the notice that they are no medical device's.</summary>
    public bool MarksPictures { get; init; } = true;

    /// <summary>How presentation states carry outlines.</summary>
    public OutlineForm Outlines { get; init; } = OutlineForm.Both;

    /// <summary>How side, plane and doubts are read from texts.</summary>
    public AnatomyTable Anatomy { get; init; } = AnatomyTable.BuiltIn;

    /// <summary>When what is done now and then is done.</summary>
    public ScheduleConfiguration Schedule { get; init; } = ScheduleConfiguration.Default;

    /// <summary>Which instance is analysed by what and sent where.</summary>
    public RoutingTable Routing { get; init; } = RoutingTable.Empty;

    /// <summary>What others may watch the node by.</summary>
    public MonitoringConfiguration Monitoring { get; init; } = new(null, null);

    /// <summary>How the log is written.</summary>
    public LoggingConfiguration Logging { get; init; } = LoggingConfiguration.Default;

    /// <summary>Where the DICOM audit trail goes.</summary>
    public AuditConfiguration Audit { get; init; } = AuditConfiguration.Off;

    /// <summary>Copies of the ledger.</summary>
    public BackupConfiguration Backup { get; init; } = new(null, 14);

    /// <summary>The kinds of result that are written: what destinations get, and those by which the console shows a study and a destination
    /// that comes later gets it.</summary>
    public IReadOnlySet<ResultKind> Kinds => Destinations.SelectMany(MayGet).Concat(ResultKinds.Default).ToHashSet();

    /// <summary>The names of the destinations that get a kind, or may come to, by kind.</summary>
    public IReadOnlyDictionary<ResultKind, IReadOnlyList<string>> Receivers => Destinations
        .SelectMany(to => MayGet(to).Select(kind => (Kind: kind, to.Name))).GroupBy(one => one.Kind)
        .ToDictionary(kind => kind.Key, kind => (IReadOnlyList<string>)[.. kind.Select(one => one.Name)]);

    /// <summary>When studies count as complete.</summary>
    public AssemblyRules Assembly => new(
        Study.Quiet, Study.Longest, Study.HoldLate,
        [
            .. Scanners.Select(from => new SourceRule(from.AeTitle, from.Quiet, from.EndsWithAssociation, from.EndsWithCount)),
        ]);

    static IEnumerable<ResultKind> MayGet(DestinationConfiguration to) => to.IsAuto ? to.Send.Union(ResultLadder.AllOf(to.Forms)) : to.Send;
}
