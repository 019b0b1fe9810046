using System.CommandLine;
using System.Globalization;
using Acsa.Worker.Operations;

namespace Acsa.Worker.Commands;

/// <summary>acsa support-bundle: what those who help need to know, in one file.</summary>
static class SupportBundleCommand
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var to = new Option<FileInfo?>("--out")
            { Description = "The ZIP file to write (default: acsa-support-TIME.zip here)", HelpName = "FILE" };
        var logs = new Option<DirectoryInfo?>("--logs")
            { Description = "Folder of `acsa run --log`, where the log is not in the journal", HelpName = "DIR" };
        var command = new Command("support-bundle",
            "Gather versions, configuration, ledger statistics and the log for support: no passwords, no UIDs, nothing of a patient")
        {
            to, logs, config,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var file = parsed.GetValue(to)?.FullName ?? Path.GetFullPath(
                $"acsa-support-{DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.zip");
            if (parsed.GetValue(logs) is { Exists: false } missing) throw new UsageException($"There is no folder {missing}.");
            await SupportBundle.WriteAsync(CommonOptions.PathOf(parsed.GetValue(config)), parsed.GetValue(logs)?.FullName, file, stop);
            Console.WriteLine($"{file}: look at it before you send it.");
            return ExitCode.Success;
        });
        return command;
    }
}
