using System.CommandLine;
using System.Data.Common;
using Acsa.Measurement;
using Acsa.Segmentation;
using Acsa.Worker.Configuration;
using Acsa.Worker.Operations;

namespace Acsa.Worker.Commands;

/// <summary>The commands, and what their failures become: one sentence on standard error and an exit status.</summary>
static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        // Windows consoles start in a code page without "cm²".
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = System.Text.Encoding.UTF8;
        var root = Root();
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"acsa: {error.Message}");
            await Console.Error.WriteLineAsync($"Try: acsa {parsed.CommandResult.Command.Name} --help".Replace($"acsa {root.Name} ",
                "acsa ", StringComparison.Ordinal));
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
        }
        catch (Exception error) when (ExitCode.IsUsage(error))
        {
            return Complain(error, ExitCode.Usage);
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or InvalidDataException or DbException or DicomException
            or ModelPackageException or ProviderUnavailableException or InferenceException)
        {
            return Complain(error, ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("acsa: stopped.");
            return ExitCode.Failed;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand Root() => new(
        "AcsaNode: measures muscle cross-sections in ultrasound images and files the results in the PACS. " +
        "Research use only: not a medical device.")
    {
        DemoCommand.Create(), RunCommand.Create(), AnalyzeCommand.Create(), ExplainCommand.Create(), RouteCommand.Create(),
        EvaluateCommand.Create(),
        PhantomCommand.Create(), ModelsCommand.Create(), CheckConfigCommand.Create(),
        EchoCommand.Create(), SendCommand.Create(), StatusCommand.Create(), ShowCommand.Create(), RetryCommand.Create(),
        CompleteCommand.Create(), StudiesCommand.Create(), ReconcileCommand.Create(), UserCommand.Create(),
        BackupCommand.Create(), RestoreCommand.Create(), SupportBundleCommand.Create(),
        EditsCommand.Create(), SelfTestCommand.Create(),
    };

    static int Complain(Exception error, int status)
    {
        foreach (var line in error.Message.Split('\n')) Console.Error.WriteLine(StartFailure.Line(line.TrimEnd('\r')));
        return status;
    }
}
