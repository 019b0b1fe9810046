using System.CommandLine;
using Acsa.Measurement;
using Acsa.Worker.Configuration;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;
using Acsa.Worker.Tls;

namespace Acsa.Worker.Commands;

/// <summary>acsa check-config: reads a configuration and says everything that is wrong with it.</summary>
static class CheckConfigCommand
{
    public static Command Create()
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("check-config",
            "Read a configuration and say what is wrong with it: file, JSON path, value, what was expected") { config, json };
        command.SetAction(parsed => Run(CommonOptions.PathOf(parsed.GetValue(config)), parsed.GetValue(json)));
        return command;
    }

    static int Run(string file, bool json)
    {
        IReadOnlyList<ConfigurationError> errors = [];
        try
        {
            var configuration = ConfigurationFile.Read(file);
            errors = [.. TlsStores.Check(file, configuration, DateTimeOffset.UtcNow), .. ReferenceErrors(file, configuration)];
        }
        catch (ConfigurationException error)
        {
            errors = error.Errors;
        }

        if (json) Console.WriteLine(ResultJson.WriteIndented(new { file, valid = errors.Count == 0, errors }));
        else if (errors.Count == 0) Console.WriteLine($"{file} is in order.");
        else foreach (var error in errors) Console.Error.WriteLine($"acsa: {error}");
        return errors.Count == 0 ? ExitCode.Success : ExitCode.Usage;
    }

    static IEnumerable<ConfigurationError> ReferenceErrors(string file, NodeConfiguration configuration)
    {
        try
        {
            AnalysisSetup.LoadReferences(configuration.References);
            return [];
        }
        catch (ReferenceTableException error)
        {
            return [new(file, "$.references", configuration.References ?? AnalysisSetup.BuiltInReferences,
                $"reference tables without a fault ({error.Message})")];
        }
    }
}
