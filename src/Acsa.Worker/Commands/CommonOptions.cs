using System.CommandLine;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Commands;

/// <summary>Options that several commands share, under one name and with one meaning.</summary>
static class CommonOptions
{
    const string ConfigurationVariable = "ACSA_CONFIG";

    public static Option<bool> Json() =>
        new("--json") { Description = "Print one JSON document on standard output, and nothing else there" };

    public static Option<FileInfo?> Config() => new("--config")
    {
        Description = $"Configuration file (default: ${ConfigurationVariable}, then ./acsa.json, then the one that came with the program)",
        HelpName = "FILE",
    };

    public static Option<int?> Days(string description)
    {
        var days = new Option<int?>("--days") { Description = description, HelpName = "N" };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 36500) result.AddError("--days: a whole number from 1 to 36500 is expected.");
        });
        return days;
    }

    /// <summary>The time so many days ago; null without a number.</summary>
    public static DateTimeOffset? Since(int? days) => days is { } number ? TimeProvider.System.GetUtcNow().AddDays(-number) : null;

    public static Option<string> OwnTitle() => new("--aet")
    {
        Description = "Own application entity title", HelpName = "TITLE", DefaultValueFactory = _ => "ACSA",
    };

    /// <summary>Reads the configuration that the option, the environment or the working folder names.</summary>
    public static NodeConfiguration Read(FileInfo? option) => ConfigurationFile.Read(PathOf(option));

    public static string PathOf(FileInfo? option)
    {
        if (option is not null) return option.FullName;
        if (Environment.GetEnvironmentVariable(ConfigurationVariable) is { Length: > 0 } named) return named;
        return File.Exists("acsa.json") ? Path.GetFullPath("acsa.json") : Path.Combine(AppContext.BaseDirectory, "config", "acsa.json");
    }
}
