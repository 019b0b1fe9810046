namespace Acsa.DicomScp;

/// <summary>The spool could not keep an instance. Transient: the scanner should send it again (0xA700).</summary>
public sealed class SpoolException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether sending again later may succeed without anybody's help.</summary>
    public bool IsTransient { get; } = isTransient;
}
