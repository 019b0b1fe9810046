using System.Net.Sockets;
using System.Text.Json;
using Acsa.Acquisition;
using Acsa.Reporting;
using Acsa.Segmentation;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reconciliation;

namespace Acsa.Worker.Configuration;

/// <summary>Reads acsa.json: comments allowed, unknown keys refused, every error reported with file, JSON path, value and
/// expectation.</summary>
static class ConfigurationFile
{
    static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 16,
    };

    /// <summary>Reads and checks a file; relative folders in it are relative to the file's own.</summary>
    public static NodeConfiguration Read(string file)
    {
        var full = Path.GetFullPath(file);
        string text;
        try
        {
            if (new FileInfo(full) is { Exists: true, Length: > Limits.ConfigurationBytes })
                throw new ConfigurationException([new(file, "$", "too large", $"at most {Limits.ConfigurationBytes} bytes")]);
            text = File.ReadAllText(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([new(file, "$", "not readable", $"a configuration file ({error.Message})")]);
        }

        return Parse(text, file, Path.GetDirectoryName(full)!);
    }

    /// <summary>Checks the text of a configuration; <paramref name="folder"/> is what relative folders are relative to.</summary>
    /// <param name="environment">Values that stand in for the text's; null takes those of the process.</param>
    public static NodeConfiguration Parse(string text, string file, string folder, EnvironmentOverrides? environment = null)
    {
        var errors = new List<ConfigurationError>();
        environment ??= EnvironmentOverrides.OfProcess();
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            using var overridden = environment.Apply(document.RootElement, errors);
            var root = new JsonSection(file, "$", (overridden ?? document).RootElement, errors);
            var configuration = ReadRoot(root, folder);
            if (errors.Count > 0) throw new ConfigurationException([.. errors.Select(environment.Name)]);
            return configuration;
        }
        catch (JsonException error)
        {
            throw new ConfigurationException([new(file, "$", "not JSON", error.Message)]);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape, passes the parser and fails when the text is asked for.
            throw new ConfigurationException([new(file, "$", "not text", "escapes \\uXXXX that stand for characters")]);
        }
    }

    static NodeConfiguration ReadRoot(JsonSection root, string folder)
    {
        var dicom = root.Section("dicom");
        var study = ReadStudy(root.Section("study"));
        var spool = root.Section("spool");
        var inference = root.Section("inference");
        var console = root.Section("console");
        var data = Path.GetFullPath(root.Text("data", IsFolder, "a folder for spool, ledger and results"), folder);
        var configuration = new NodeConfiguration(
            new(dicom.Text("aeTitle", ConfigurationRules.IsAeTitle, ConfigurationRules.AeTitle, "ACSA"),
                dicom.Whole("port", 0, 65535, 11112),
                ReadBind(dicom))
            {
                Tls = TlsSections.ReadListener(dicom, folder),
                MaxAssociations = dicom.Whole("maxAssociations", 1, 10_000, Limits.Associations),
                MaxAssociationsPerHost = dicom.Whole("maxAssociationsPerHost", 1, 10_000, Limits.AssociationsPerHost),
            },
            data,
            root.Text("node", ConfigurationRules.IsName, ConfigurationRules.Name, ThisMachine).ToLowerInvariant(),
            LedgerSetting.Read(root, data, folder),
            Path.GetFullPath(root.Text("models", IsFolder, "the folder of the model packages", BuiltInModels), folder),
            study,
            ReadSpool(spool),
            root.Sections("scanners", section => ReadScanner(section, study.Quiet)),
            ReadDestinations(root, folder),
            ReadInference(inference),
            ConsoleSection.Read(console, folder),
            ReadHealth(root.Section("health")))
        {
            Retention = ReadRetention(root.Section("retention")),
            References = root.Text("references", IsFolder, "the folder of the echogenicity reference tables", "") is { Length: > 0 } references
                ? Path.GetFullPath(references, folder) : null,
            Calibration = ReadCalibration(root.Section("calibration")),
            Anatomy = ReadAnatomy(root, folder),
            MarksPictures = ReadPictures(root.Section("pictures")),
            Outlines = ReadOutlines(root.Section("gsps")),
            Schedule = ReadSchedule(root.Section("schedule")),
            Backup = ReadBackup(root, folder),
            Monitoring = OperationsSections.ReadMonitoring(root.Section("monitoring")),
            Logging = OperationsSections.ReadLogging(root.Section("logging")),
            Audit = OperationsSections.ReadAudit(root.Section("audit"), folder),
        };
        configuration = configuration with { Routing = RoutingSection.Read(root, configuration.Destinations) };
        foreach (var section in new[] { root, dicom, spool, inference }) section.RefuseUnknown();
        return configuration;
    }

    static StudyConfiguration ReadStudy(JsonSection section)
    {
        var quiet = section.Number("quietSeconds", 0.1, 86400, 10, " (seconds)");
        var longest = section.Number("maximumSeconds", 0.1, 604800, Math.Max(quiet, AssemblyRules.DefaultLongest.TotalSeconds), " (seconds)");
        if (longest < quiet) section.Fail("maximumSeconds", "no less than quietSeconds");
        var study = new StudyConfiguration(
            TimeSpan.FromSeconds(quiet), TimeSpan.FromSeconds(longest), section.OneOf("late", "alone", "alone", "hold") == "hold",
            TimeSpan.FromSeconds(section.Number("instanceSeconds", 1, 86400, 600, " (seconds)")),
            TimeSpan.FromSeconds(section.Number("editSeconds", 0, 31536000, 86400, " (seconds)")));
        section.RefuseUnknown();
        return study;
    }

    static HealthConfiguration ReadHealth(JsonSection section)
    {
        var health = new HealthConfiguration(
            Age(section, "receivedSeconds", 300), Age(section, "assembledSeconds", 3600), Age(section, "outboxSeconds", 3600),
            Age(section, "editSeconds", 3600));
        section.RefuseUnknown();
        return health;
    }

    static CalibrationRules ReadCalibration(JsonSection section)
    {
        var rules = new CalibrationRules(section.Flag("rulerFallback", false),
            section.Has("rulerTickCm") ? section.Number("rulerTickCm", 0.1, 5, 1, " (cm)") : null,
            section.Flag("squarePixels", false));
        section.RefuseUnknown();
        return rules;
    }

    static OutlineForm ReadOutlines(JsonSection section)
    {
        var form = section.OneOf("outline", "both", "both", "graphics", "overlay");
        section.RefuseUnknown();
        return form switch { "graphics" => OutlineForm.Graphics, "overlay" => OutlineForm.Overlay, _ => OutlineForm.Both };
    }

    static bool ReadPictures(JsonSection section)
    {
        var marks = section.Flag("notice", true);
        section.RefuseUnknown();
        return marks;
    }

    static AnatomyTable ReadAnatomy(JsonSection root, string folder)
    {
        var named = root.Text("anatomy", IsFolder, "a file of anatomy rules, relative to this one", "");
        if (named.Length == 0) return AnatomyTable.BuiltIn;
        try
        {
            using var file = File.OpenRead(Path.GetFullPath(named, folder));
            return AnatomyTable.Load(file, named);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or AnatomyTableException)
        {
            root.Fail("anatomy", $"a file of anatomy rules ({error.Message})");
            return AnatomyTable.BuiltIn;
        }
    }

    static TimeSpan Age(JsonSection section, string key, double otherwise) =>
        TimeSpan.FromSeconds(section.Number(key, 1, 31_536_000, otherwise, " (seconds)"));

    static RetentionConfiguration ReadRetention(JsonSection section)
    {
        const int Longest = 36_500;
        var received = section.Whole("days", 0, Longest, 30);
        var results = section.Whole("resultDays", 0, Longest, 365);
        var ledger = section.Whole("ledgerDays", 0, Longest, 3650);
        section.RefuseUnknown();
        return new(received, results, ledger);
    }

    static ScheduleConfiguration ReadSchedule(JsonSection section)
    {
        var usual = ScheduleConfiguration.Default;
        var schedule = new ScheduleConfiguration(
            Cron(section, "cleanUp", usual.CleanUp), Cron(section, "reconcile", usual.Reconcile), Cron(section, "backup", usual.Backup),
            Cron(section, "care", usual.Care), Cron(section, "goldenCase", usual.GoldenCase));
        section.RefuseUnknown();
        return schedule;
    }

    static string? Cron(JsonSection section, string key, string? usual) =>
        section.Text(key, ConfigurationRules.IsCronOrOff, ConfigurationRules.Cron, usual ?? "off") is var text && text is "off" or "" ? null : text;

    static BackupConfiguration ReadBackup(JsonSection root, string folder)
    {
        var section = root.Section("backup");
        var backup = new BackupConfiguration(
            section.Has("folder") ? Path.GetFullPath(section.Text("folder", IsFolder, "a folder for copies of the ledger"), folder) : null,
            section.Whole("keep", 1, 10_000, 14));
        if (backup.Folder is not null && root.Has("ledger")) section.Fail(
            "folder", "no folder where the ledger is on a PostgreSQL server: that is backed up by its own tools (pg_dump)");
        section.RefuseUnknown();
        return backup;
    }

    static SpoolConfiguration ReadSpool(JsonSection section)
    {
        var ingest = section.Number("reserveMegabytes", 0, 1e9, 2048, " (MB)");
        // Results of what was received need room also when nothing more is received.
        var results = section.Number("resultsReserveMegabytes", 0, 1e9, Math.Min(ingest / 4, 256), " (MB)");
        if (results > ingest) section.Fail("resultsReserveMegabytes", "no more than reserveMegabytes");
        return new((long)(ingest * 1e6), (long)(results * 1e6), section.Flag("flush", true));
    }

    static IReadOnlyList<string> ReadBind(JsonSection dicom)
    {
        if (!dicom.Has("bind")) return [Socket.OSSupportsIPv6 ? "::" : "0.0.0.0"];
        const string Expected = "an IP address of this machine, \"::\" for all of them, or \"0.0.0.0\" for its IPv4 addresses";
        var addresses = dicom.Texts("bind", ConfigurationRules.IsIpAddress, Expected);
        if (addresses.Count == 0)
        {
            if (dicom.IsEmptyList("bind")) dicom.Fail("bind", "at least one address: " + Expected);
        }
        else if (ConfigurationRules.BindConflict(addresses) is { } conflict)
        {
            dicom.Fail("bind", conflict);
        }

        return addresses;
    }

    static InferenceConfiguration ReadInference(JsonSection section)
    {
        var read = new InferenceConfiguration(
            section.OneOf("provider", "auto", [.. ExecutionProviderPolicy.Providers]), section.OneOf("gpu", "preferred",
                [.. ExecutionProviderPolicy.GpuUses]));
        if (read.Contradiction is { } contradiction) section.Fail("provider", contradiction);
        return read;
    }

    static ScannerConfiguration ReadScanner(JsonSection section, TimeSpan quiet)
    {
        var complete = section.OneOf("complete", "quiet", "quiet", "association", "count");
        return new(
            section.Text("aeTitle", title => title == "*" || ConfigurationRules.IsAeTitle(title),
                ConfigurationRules.AeTitle + ", or \"*\" for any"),
            section.Text(
                "host", host => host == "*" || ConfigurationRules.IsHost(host), "an IP address or host name, or \"*\" for any", "*"),
            TimeSpan.FromSeconds(section.Number("quietSeconds", 0.1, 86400, quiet.TotalSeconds, " (seconds)")),
            complete == "association", section.Flag("commitment", false), section.Whole("port", 0, 65535, 0))
        {
            EndsWithCount = complete == "count",
        };
    }

    static List<DestinationConfiguration> ReadDestinations(JsonSection root, string folder)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. root.Sections("destinations", section => ReadDestination(section, names, folder))];
    }

    static DestinationConfiguration ReadDestination(JsonSection section, HashSet<string> names, string folder)
    {
        var name = section.Text("name", ConfigurationRules.IsName, ConfigurationRules.Name);
        if (name.Length > 0 && !names.Add(name)) section.Fail("name", "a name that no other destination has");
        var retry = section.Text("retry", text => RetrySchedule.TryParse(text, out _), RetrySchedule.Notation, RetrySchedule.DefaultText);
        RetrySchedule.TryParse(retry, out var schedule);
        var send = ReadSend(section, out var forms, out var isAuto);
        var destination = new DestinationConfiguration(
            name,
            section.Text("aeTitle", ConfigurationRules.IsAeTitle, ConfigurationRules.AeTitle),
            section.Text("host", ConfigurationRules.IsHost, "an IP address or host name"),
            section.Whole("port", 1, 65535, 104),
            send,
            section.Flag("commitment", false),
            TimeSpan.FromSeconds(section.Number("timeoutSeconds", 1, 3600, 30, " (seconds)")),
            schedule ?? RetrySchedule.Default)
        {
            IsAuto = isAuto,
            Forms = forms,
            Tls = TlsSections.ReadDestination(section, folder),
            Reconcile = section.OneOf("reconcile", "off", "off", "alarm", "resend") switch
            {
                "resend" => ReconcileMode.Resend,
                "alarm" => ReconcileMode.Alarm,
                _ => ReconcileMode.Off,
            },
            ReconcileAfter = TimeSpan.FromHours(section.Number("reconcileHours", 0, 8760, 6, " (hours)")),
            Written = section.Written,
            CommitmentTimeout = TimeSpan.FromSeconds(section.Number("commitmentSeconds", 1, 604800, 3600, " (seconds)")),
        };
        return destination;
    }

    static HashSet<ResultKind> ReadSend(JsonSection section, out SendForms forms, out bool isAuto)
    {
        isAuto = section.IsText("send", Auto);
        var send = (isAuto ? ResultNames.Default : section.Choices("send", ResultNames.Default, [.. ResultNames.Sendable]))
            .Select(ResultNames.Parse).ToHashSet();
        var seg = section.Section("seg");
        var segmentation = ResultNames.Segmentation(seg.OneOf("profile", ResultNames.ProfileNames[0], [.. ResultNames.ProfileNames]));
        seg.RefuseUnknown();
        var sr = section.Section("sr");
        var regions = sr.OneOf("outline", "scoord", "scoord", "segment") == "segment" ? ReportRegions.Segment : ReportRegions.Outline;
        if (regions == ReportRegions.Segment && !send.Contains(ResultKind.Segmentation))
            sr.Fail("outline", "\"scoord\" where \"send\" names no \"seg\": a report cannot refer to what is not sent");
        var study = sr.Flag("study", true);
        if (!study && (isAuto || !section.Has("send"))) send.Remove(ResultKind.StudyReport);
        sr.RefuseUnknown();
        if (section.Flag("rejectSuperseded", false)) send.Add(ResultKind.RejectionNote);
        forms = new(segmentation, regions) { Study = study };
        return forms.Apply(send);
    }

    const string Auto = "auto";

    // Its first label, of the characters that a name may have.
    static string ThisMachine => string.Concat(
        Environment.MachineName.Split('.')[0].Where(c => ConfigurationRules.IsName(c.ToString())).Take(64)) is { Length: > 0 } name
            ? name : "node";

    static string BuiltInModels => Path.Combine(AppContext.BaseDirectory, "models");

    static bool IsFolder(string text) => text.Length > 0 && text.IndexOfAny(Path.GetInvalidPathChars()) < 0;
}
