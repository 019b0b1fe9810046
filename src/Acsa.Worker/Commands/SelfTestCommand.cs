using System.CommandLine;
using Acsa.Worker.Configuration;
using Acsa.Worker.Results;
using Acsa.Worker.SelfTest;
using Acsa.Worker.Tls;

namespace Acsa.Worker.Commands;

/// <summary>acsa selftest: a simulated image through the running node and an archive, and a page for the acceptance file.</summary>
static class SelfTestCommand
{
    static readonly Option<string> s_peer = new("--peer") { Description = "Name of a destination of the configuration", Required = true,
        HelpName = "NAME" };
    static readonly Option<DirectoryInfo> s_output = new("--out")
    {
        Description = "Folder for the page (selftest.pdf, .txt, .json), the image and what was fetched", DefaultValueFactory = _ =>
            new("acsa-selftest"),
    };
    static readonly Option<string?> s_calling = new("--calling") { Description = "AE title to send as; by default the first of scanners that is none of *", HelpName = "AET" };
    static readonly Option<string?> s_site = new("--site") { Description = "Whose installation it is, for the page; by default this machine's name", HelpName = "TEXT" };
    static readonly Option<string> s_fetch = new("--fetch")
    {
        Description = "How results are fetched back: get (C-GET), move (C-MOVE), auto (C-GET where the archive grants it)",
            DefaultValueFactory = _ => "auto",
    };
    static readonly Option<string> s_moveTitle = new("--move-title")
    {
        Description = "AE title by which the archive knows the port that it moves to", HelpName = "AET", DefaultValueFactory = _ =>
            SelfTestSettings.DefaultMoveTitle,
    };
    static readonly Option<int> s_movePort = new("--move-port")
    {
        Description = "That port, open on this machine while C-MOVE runs", HelpName = "PORT", DefaultValueFactory = _ =>
            SelfTestSettings.DefaultMovePort,
    };
    static readonly Option<bool> s_moveTls = new("--move-tls") { Description = "That port with TLS, by the certificates of dicom.tls" };
    static readonly Option<bool> s_coercion = new("--allow-coercion")
    {
        Description = "Pass also where the archive puts its own values into what it files patient and study by",
    };
    static readonly (Option<FileInfo?> Config, Option<bool> Json) s_common = (CommonOptions.Config(), CommonOptions.Json());

    public static Command Create()
    {
        var command = new Command("selftest",
            "Send a simulated image through the running node, fetch its results from an archive and compare")
        {
            s_peer, s_output, s_calling, s_site, s_fetch, s_moveTitle, s_movePort, s_moveTls, s_coercion, s_common.Config, s_common.Json,
        };
        s_fetch.AcceptOnlyFromAmong("get", "move", "auto");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var configuration = CommonOptions.Read(parsed.GetValue(s_common.Config));
        var settings = Settings(parsed, configuration);
        Directory.CreateDirectory(settings.Folder);
        var (report, picture, outline) = await new SelfTestRun(settings).RunAsync(stop);
        await File.WriteAllTextAsync(Path.Combine(settings.Folder, "selftest.txt"), report.Text(), stop);
        await File.WriteAllTextAsync(Path.Combine(settings.Folder, "selftest.json"), ResultJson.WriteIndented(report), stop);
        await File.WriteAllBytesAsync(Path.Combine(settings.Folder, "selftest.pdf"), SelfTestPage.Draw(report, picture, outline), stop);
        Console.WriteLine(parsed.GetValue(s_common.Json) ? ResultJson.WriteIndented(report) : report.Text());
        return report.Passed ? ExitCode.Success : ExitCode.Failed;
    }

    static SelfTestSettings Settings(ParseResult parsed, NodeConfiguration configuration)
    {
        var name = parsed.GetRequiredValue(s_peer);
        var archive = configuration.Destinations.FirstOrDefault(to => to.Name == name)
            ?? throw new UsageException($"'{name}' is none of the configuration's destinations: {string.Join(", ", configuration.Destinations.Select(to => to.Name))}.");
        var title = parsed.GetRequiredValue(s_moveTitle);
        if (!ConfigurationRules.IsAeTitle(title)) throw new UsageException($"--move-title '{title}': expected {ConfigurationRules.AeTitle}.");
        var port = parsed.GetValue(s_movePort);
        if (port is < 1 or > 65535) throw new UsageException(FormattableString.Invariant($"--move-port {port}: expected 1 to 65535."));
        return new(
            configuration, archive, new PeerAddress(archive.AeTitle, archive.Host, archive.Port) { Tls = archive.Tls }.TlsInitiator(),
                NodeOf(configuration),
            parsed.GetValue(s_calling) ?? configuration.Scanners.Select(from => from.AeTitle).FirstOrDefault(scanner =>
                scanner != "*") ?? "SELFTEST",
            parsed.GetRequiredValue(s_output).FullName)
        {
            Site = parsed.GetValue(s_site) ?? Environment.MachineName, MoveTitle = title, MovePort = port,
            Fetch = parsed.GetRequiredValue(s_fetch) switch { "get" => FetchWay.Get, "move" => FetchWay.Move, _ => FetchWay.Auto },
            MoveTls = parsed.GetValue(s_moveTls) ? SideOf(configuration) : null, AllowsCoercion = parsed.GetValue(s_coercion),
        };
    }

    // As a scanner of this machine calls it: without TLS where it may, else believing the very certificate that it shows.
    static PeerAddress NodeOf(NodeConfiguration configuration)
    {
        var dicom = configuration.Dicom;
        var host = dicom.Bind[0] is "::" or "0.0.0.0" ? "127.0.0.1" : dicom.Bind[0];
        if (dicom.Tls is not { Only: true } tls) return new(dicom.AeTitle, host, dicom.Port);
        var own = SideOf(configuration).Certificate;
        string[] pinned = own is null ? [] : [TlsSide.ThumbprintOf(own)];
        return new(dicom.AeTitle, host, tls.Port) { Tls = new(null,
            tls.Files with { TrustedThumbprints = [.. tls.Files.TrustedThumbprints, .. pinned] }) };
    }

    static TlsSide SideOf(NodeConfiguration configuration)
    {
        if (configuration.Dicom.Tls is not { } tls) throw new UsageException("--move-tls: the configuration has no dicom.tls to take certificates from.");
        var (side, problems) = TlsLoader.Load(tls.Files, tls.RequireClientCertificate, null, DateTimeOffset.UtcNow);
        return side ?? throw new ConfigurationException(
            [.. problems.Select(problem => new ConfigurationError("the configuration", problem.Path, problem.Value, problem.Expected))]);
    }
}
