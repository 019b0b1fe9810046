using Acsa.DicomScp;
using Acsa.Worker.Audit;
using Acsa.Worker.Care;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.Health;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
using Acsa.Worker.Operations.AuditMessages;
using Acsa.Worker.Priors;
using Acsa.Worker.Reader;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Results;
using Acsa.Worker.Retention;
using Acsa.Worker.Schedules;
using Acsa.Worker.Spool;
using Acsa.Worker.StorageCommitment;
using Acsa.Worker.Studies;
using Acsa.Worker.Tls;
using Acsa.Worker.WebConsole;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Hosting;

/// <summary>Puts a node together from its configuration.</summary>
static class NodeHost
{
    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

    /// <summary>Builds the host; starting it opens the port once the ledger and the spool are in order.</summary>
    public static IHost Build(NodeConfiguration configuration, Action<ILoggingBuilder> logging, string? file = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        var recent = new RecentLog(TimeProvider.System);
        logging(builder.Logging);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning); // It says at length how it was put together.
        builder.Logging.AddProvider(recent);
        builder.Services
            .Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin)
            .AddSingleton(configuration)
            .AddSingleton<LiveConfiguration>()
            .AddSingleton(new ConfigurationOrigin(file))
            .AddSingleton(recent)
            // Leases are judged by the ledger's clock, so whatever reckons with them goes by it too.
            .AddSingleton(provider => provider.GetRequiredService<SqlLedger>().Clock)
            .AddStorage()
            .AddAnalysis()
            .AddDelivery()
            .AddListener()
            .AddHostedService(provider => provider.GetRequiredService<AuditLog>()) // Before the node, so that it stops after it.
            .AddHostedService<NodeService>()
            .AddConsole()
            .AddOperations();
        var host = builder.Build();
        host.Services.GetRequiredService<MeterReadings>(); // Counts from the start on, whoever asks and when.
        return host;
    }

    static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton(provider => NodeIdentity.Of(provider.GetRequiredService<NodeConfiguration>().Node))
        .AddSingleton(provider => DataFolder.Take(
            provider.GetRequiredService<NodeConfiguration>().Data, provider.GetRequiredService<NodeIdentity>(),
            provider.GetRequiredService<NodeConfiguration>().Ledger))
        .AddSingleton(OpenLedger)
        .AddSingleton<IInstanceLedger>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton<IStudyLedger>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton<IOutbox>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton<IAssemblyLedger>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton<IRetentionLedger>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton(provider => new CleanUp(
            provider.GetRequiredService<NodeConfiguration>().Retention,
            () => FinishRuleOf(provider.GetRequiredService<LiveConfiguration>().Current),
            provider.GetRequiredService<DataFolder>().Spool, provider.GetRequiredService<DataFolder>().Results,
            provider.GetRequiredService<IRetentionLedger>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CleanUp>>()))
        .AddSingleton<ICommitmentLedger>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton<INodeLedger>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton<NodeKeeper>()
        .AddSingleton<NativeHeap>()
        .AddSingleton<LedgerCare>()
        .AddSingleton<IReconcileLedger>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton(provider => new Reconciler(
            provider.GetRequiredService<NodeConfiguration>(), provider.GetRequiredService<IReconcileLedger>(),
            provider.GetRequiredService<TlsStores>().For, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Reconciler>>(),
            AskedOf(provider)))
        .AddSingleton(provider => new NodeSchedule(
            provider.GetRequiredService<NodeConfiguration>().Ledger, provider.GetRequiredService<INodeLedger>(),
            provider.GetRequiredService<NodeIdentity>(), TasksOf(provider), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton<Heir>()
        .AddSingleton<AssociationEnds>()
        .AddSingleton<IFreeSpace, DiskFreeSpace>()
        .AddSingleton<IDatasetReader, DatasetReader>()
        .AddSingleton(provider => new StudyAlias(provider.GetRequiredService<SqlLedger>().HashKey))
        .AddSingleton(provider => new ResultFolder(
            provider.GetRequiredService<DataFolder>().Results, provider.GetRequiredService<NodeIdentity>(),
            provider.GetRequiredService<NodeConfiguration>().Spool.ResultsReserveBytes, provider.GetRequiredService<IFreeSpace>()))
        .AddSingleton(provider => new SpoolFolder(
            provider.GetRequiredService<DataFolder>().Spool, provider.GetRequiredService<NodeConfiguration>().Spool,
            provider.GetRequiredService<NodeIdentity>(), provider.GetRequiredService<IFreeSpace>(),
            provider.GetRequiredService<IInstanceLedger>(), provider.GetRequiredService<IDatasetReader>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new SpoolRecovery(
            provider.GetRequiredService<DataFolder>().Spool, provider.GetRequiredService<SpoolFolder>(),
            provider.GetRequiredService<NodeIdentity>(), provider.GetRequiredService<IInstanceLedger>(),
            provider.GetRequiredService<INodeLedger>(), provider.GetRequiredService<ILogger<SpoolRecovery>>()));

    static IReadOnlyList<ScheduledTask> TasksOf(IServiceProvider provider)
    {
        var (at, ledger) = (provider.GetRequiredService<NodeConfiguration>().Schedule, provider.GetRequiredService<SqlLedger>());
        return
        [
            new("reconcile", at.Reconcile, provider.GetRequiredService<Reconciler>().RunAsync),
            new("backup", at.Backup, provider.GetRequiredService<LedgerCare>().BackUpAsync),
            new("clean-up", at.CleanUp, provider.GetRequiredService<CleanUp>().RunAsync),
            new("care", at.Care, ledger.CareAsync),
            new("golden-case", at.GoldenCase,
                stop => Task.Run(() => provider.GetRequiredService<ModelWatch>().CheckAll(stop), stop), OnEachNode: true),
        ];
    }

    static FinishRule FinishRuleOf(NodeConfiguration configuration) => new(
        [.. configuration.Destinations.Where(to => to.Commitment).Select(to => to.Name)],
        [.. configuration.Destinations.Where(to => to.Reconcile != ReconcileMode.Off).Select(to => to.Name)]);

    static SqlLedger OpenLedger(IServiceProvider provider)
    {
        provider.GetRequiredService<DataFolder>(); // Taken first: a ledger in a file has one node.
        var configuration = provider.GetRequiredService<NodeConfiguration>();
        return SqlLedger.Open(configuration.Ledger with { Flush = configuration.Spool.Flush }, TimeProvider.System,
            configuration.Assembly);
    }

    static IServiceCollection AddAnalysis(this IServiceCollection services) => services
        .AddSingleton(provider => SetupOf(
            provider.GetRequiredService<NodeConfiguration>(), provider.GetRequiredService<LiveConfiguration>(), provider.GetRequiredService<SqlLedger>()))
        .AddSingleton<IInstanceAnalyser, StudyPipeline>()
        .AddSingleton<WorkSignal>()
        .AddSingleton<IReaderLedger>(provider => provider.GetRequiredService<SqlLedger>())
        .AddSingleton(provider => new PriorKeeper(provider.GetRequiredService<SqlLedger>(), provider.GetRequiredService<SqlLedger>().HashKey))
        .AddSingleton<SegmentReader>()
        .AddSingleton<WithdrawalNotes>()
        .AddSingleton<StudyReporter>()
        .AddSingleton<StudyWorker>()
        .AddSingleton(provider => new StageWatch(
            provider.GetRequiredService<IAssemblyLedger>(), provider.GetRequiredService<INodeLedger>(),
            provider.GetRequiredService<NodeConfiguration>().Health,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StageWatch>>()))
        .AddSingleton<IHealth>(provider => provider.GetRequiredService<StageWatch>())
        .AddSingleton(provider => new ModelWatch(
            provider.GetRequiredService<AnalysisSetup>().Models, provider.GetRequiredService<DataFolder>().Path,
            provider.GetRequiredService<NodeIdentity>().Name, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ModelWatch>>()))
        .AddSingleton<IModelHealth>(provider => provider.GetRequiredService<ModelWatch>());

    static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<IResultSender>(provider => new WatchedSender(new DicomResultSender(
            provider.GetRequiredService<NodeConfiguration>().Dicom.AeTitle, provider.GetRequiredService<ResultFolder>(),
            provider.GetRequiredService<TlsStores>().For), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<ResultFolder>(),
            provider.GetRequiredService<StudyAlias>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<DeliveryLoops>()
        .AddSingleton<FitnessBook>()
        .AddSingleton<IClassRefusals>(provider => provider.GetRequiredService<FitnessBook>())
        .AddSingleton<FitnessLoops>()
        .AddSingleton<ICommitmentClient>(provider => new CommitmentClient(
            provider.GetRequiredService<NodeConfiguration>().Dicom.AeTitle, provider.GetRequiredService<ResultFolder>(),
            provider.GetRequiredService<TlsStores>().For))
        .AddSingleton(provider => new ScannerCommitments(
            provider.GetRequiredService<LiveConfiguration>(), provider.GetRequiredService<ICommitmentLedger>(),
            held => provider.GetRequiredService<SpoolFolder>().Holds(held.File, held.Bytes), provider.GetRequiredService<WorkSignal>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ScannerCommitments>>()))
        .AddSingleton<ICommitments>(provider => provider.GetRequiredService<ScannerCommitments>())
        .AddSingleton<CommitmentLoops>();

    static IServiceCollection AddListener(this IServiceCollection services) => services
        .AddSingleton<IAdmission, LiveAdmission>()
        .AddSingleton<ISpool>(provider => provider.GetRequiredService<SpoolFolder>())
        .AddSingleton<RefusedCallers>()
        .AddSingleton<IRefusedCallers, AuditedRefusals>()
        .AddSingleton<ConnectionCounts>()
        .AddSingleton<TlsStores>()
        .AddSingleton<NodePorts>();

    static IServiceCollection AddConsole(this IServiceCollection services) => services
        .AddSingleton<ConfigurationStore>()
        .AddSingleton<ConfigurationWatch>()
        .AddSingleton<AuditFile>()
        .AddSingleton<IAuditTrail>(provider => new AuditedDeeds(
            provider.GetRequiredService<AuditFile>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<SqlLedger>(),
            provider.GetRequiredService<SpoolFolder>()))
        .AddHostedService<ConsoleServer>();

    static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton(provider => new Watchdog(TimeProvider.System))
        .AddSingleton<LedgerCheck>()
        .AddSingleton<Readiness>()
        .AddSingleton<AuditLog>()
        .AddSingleton<ReceivedAudit>()
        .AddSingleton<MeterReadings>()
        .AddSingleton<MetricsPage>()
        .AddHostedService<TraceExport>()
        .AddHostedService<MonitoringServer>();

    static Action<DestinationConfiguration, string> AskedOf(IServiceProvider provider)
    {
        var (audit, time) = (provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>());
        return (archive, study) =>
        {
            var now = time.GetUtcNow();
            audit.Add(() => audit.Events.QueryOf(archive.AeTitle, archive.Host, study, now));
        };
    }

    static AnalysisSetup SetupOf(NodeConfiguration configuration, LiveConfiguration live, SqlLedger ledger) =>
        AnalysisSetup.Create(configuration.Models, configuration.Inference, configuration.Dicom.AeTitle, ledger.HashKey, configuration.References,
            () => live.Current.Kinds, new(configuration.Calibration, configuration.Anatomy), configuration.Routing.Models,
            configuration.MarksPictures, () => live.Current.Receivers, configuration.Outlines);

}
