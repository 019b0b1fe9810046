namespace Acsa.Worker.Configuration;

/// <summary>The file is another than the one that a change was made from: somebody else was faster.</summary>
sealed class ConfigurationChangedException()
    : Exception("The configuration was changed by somebody else meanwhile. Load it again, and repeat the change.");
