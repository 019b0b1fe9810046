using System.CommandLine;
using Acsa.Worker.Configuration;
using Acsa.Worker.Results;
using Acsa.Worker.SelfTest;

namespace Acsa.Worker.Commands;

/// <summary>acsa selftest: a simulated image through the running node and an archive, and a page for the acceptance file.</summary>
static class SelfTestCommand
{
    public static Command Create()
    {
        var peer = new Option<string>("--peer") { Description = "Name of a destination of the configuration", Required = true, HelpName = "NAME" };
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for the page (selftest.txt), the same as JSON and the image", DefaultValueFactory = _ => new("acsa-selftest"),
        };
        var calling = new Option<string?>("--calling") { Description = "AE title to send as; by default the first of scanners that is none of *", HelpName = "AET" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("selftest", "Send a simulated image through the running node, fetch its results from an archive and compare")
        {
            peer, output, calling, config, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            CommonOptions.Read(parsed.GetValue(config)), parsed.GetRequiredValue(peer), parsed.GetRequiredValue(output).FullName, parsed.GetValue(calling),
            parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(NodeConfiguration configuration, string name, string folder, string? calling, bool json, CancellationToken stop)
    {
        var archive = configuration.Destinations.FirstOrDefault(to => to.Name == name)
            ?? throw new UsageException($"'{name}' is none of the configuration's destinations: {string.Join(", ", configuration.Destinations.Select(to => to.Name))}.");
        var tls = new PeerAddress(archive.AeTitle, archive.Host, archive.Port) { Tls = archive.Tls }.TlsInitiator();
        calling ??= configuration.Scanners.Select(from => from.AeTitle).FirstOrDefault(title => title != "*") ?? "SELFTEST";
        Directory.CreateDirectory(folder);
        var report = await new SelfTestRun(configuration, archive, tls, calling, folder).RunAsync(stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "selftest.txt"), report.Text(), stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "selftest.json"), ResultJson.WriteIndented(report), stop);
        Console.WriteLine(json ? ResultJson.WriteIndented(report) : report.Text());
        return report.Passed ? ExitCode.Success : ExitCode.Failed;
    }
}
