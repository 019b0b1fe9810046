using Acsa.Measurement;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Commands;

/// <summary>Exit statuses of every command.</summary>
static class ExitCode
{
    public const int Success = 0;

    /// <summary>The job itself failed, or a part of it.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or configuration; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Whether a failure is one of usage or configuration, which stays until a person changes something.</summary>
    public static bool IsUsage(Exception error) => error is ConfigurationException or UsageException or ReferenceTableException;

    /// <summary>The status of a failure that ends the service.</summary>
    public static int Of(Exception error) => IsUsage(error) ? Usage : Failed;
}
