using System.CommandLine;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Commands;

/// <summary>acsa restore FILE: a copy takes the ledger's place; the node must not run.</summary>
static class RestoreCommand
{
    public static Command Create()
    {
        var copy = new Argument<FileInfo>("FILE") { Description = "A copy that acsa backup made" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("restore",
            "Put a copy of the ledger in its place while the node is stopped; the present ledger is kept under another name")
        {
            copy, config, json,
        };
        command.SetAction(parsed => Run(
            CommonOptions.Read(parsed.GetValue(config)), parsed.GetRequiredValue(copy).FullName, parsed.GetValue(json)));
        return command;
    }

    static int Run(NodeConfiguration configuration, string copy, bool json)
    {
        var ledger = configuration.Ledger.File
            ?? throw new UsageException("The ledger is on a PostgreSQL server and is restored by the server's own tools (pg_restore).");
        using var taken = DataFolder.Take(configuration.Data, NodeIdentity.Of(configuration.Node), configuration.Ledger);
        var aside = LedgerCopy.Restore(copy, ledger, TimeProvider.System.GetUtcNow());
        if (json) Console.WriteLine(ResultJson.WriteIndented(new { ledger, copy, replaced = aside }));
        else Console.WriteLine(
            $"{ledger} is {copy} now." + (aside is null ? "" : $" The one before is {aside}.")
            + " When the node starts it takes up what came since, and asks each destination for what it may hold before it sends.");
        return ExitCode.Success;
    }
}
