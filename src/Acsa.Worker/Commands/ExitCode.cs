namespace Acsa.Worker.Commands;

/// <summary>Exit statuses of every command.</summary>
static class ExitCode
{
    public const int Success = 0;

    /// <summary>The job itself failed, or a part of it.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or configuration; nothing was done.</summary>
    public const int Usage = 2;
}
