using System.CommandLine;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Commands;

/// <summary>acsa backup DIR: a copy of the ledger, while its node works.</summary>
static class BackupCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder for the copy; created where it is new" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("backup", "Copy the ledger, whether the node runs or not; see also acsa restore")
        {
            folder, config, json,
        };
        command.SetAction(parsed => Run(
            CommonOptions.Read(parsed.GetValue(config)), parsed.GetRequiredValue(folder).FullName, parsed.GetValue(json)));
        return command;
    }

    static int Run(NodeConfiguration configuration, string folder, bool json)
    {
        var ledger = configuration.Ledger.File ?? throw new UsageException(
            "The ledger is on a PostgreSQL server and is backed up by the server's own tools: pg_dump --format=custom DATABASE. "
            + "docs/ledger-and-delivery.md says what to mind when it is restored.");
        var file = LedgerCopy.Write(ledger, folder, TimeProvider.System.GetUtcNow());
        var bytes = new FileInfo(file).Length;
        if (json) Console.WriteLine(ResultJson.WriteIndented(new { ledger, file, bytes }));
        else Console.WriteLine(FormattableString.Invariant($"{file}: {bytes / 1e6:0.0} MB"));
        return ExitCode.Success;
    }
}
