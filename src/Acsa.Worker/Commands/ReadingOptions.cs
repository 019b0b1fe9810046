using System.CommandLine;
using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Worker.Configuration;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Commands;

/// <summary>How images are to be read, by options: muscle and side as the user states them, and a site's rules.</summary>
static class ReadingOptions
{
    public static Option<string?> Structure()
    {
        var option = new Option<string?>("--structure")
        {
            Description = "The muscle that all these images show, whatever they say themselves; a key of config/structures.json",
            HelpName = "KEY",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } key && StructureTable.BuiltIn.Find(key) is null)
                result.AddError($"--structure: '{key}' is not one of " +
                    $"{string.Join(", ", StructureTable.BuiltIn.Structures.Select(structure => structure.Key))}.");
        });
        return option;
    }

    public static Option<string?> Side()
    {
        var option = new Option<string?>("--side") { Description = "The side that all these images show", HelpName = "left|right" };
        option.AcceptOnlyFromAmong("left", "right");
        return option;
    }

    public static Option<FileInfo?> Config() => new("--config")
    {
        Description = "Configuration file whose rules for scales and names to use (default: the strict built-in ones)", HelpName = "FILE",
    };

    /// <summary>Reads the rules; throws <see cref="ConfigurationException"/> for a file that is not valid.</summary>
    public static ReadingRules Read(FileInfo? config, string? structure, string? side)
    {
        var rules = ReadingRules.Default;
        if (config is not null)
        {
            var configuration = ConfigurationFile.Read(config.FullName);
            rules = new(configuration.Calibration, configuration.Anatomy);
        }

        return structure is null && side is null ? rules : rules with
        {
            Stated = new(structure, side switch { "left" => Laterality.Left, "right" => Laterality.Right, _ => Laterality.Unknown }),
        };
    }
}
