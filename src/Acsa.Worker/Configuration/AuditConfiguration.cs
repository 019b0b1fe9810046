namespace Acsa.Worker.Configuration;

/// <summary>Where the DICOM audit trail goes (PS3.15 A.5).</summary>
/// <param name="ToFile">Whether it is kept in the data folder.</param>
/// <param name="Syslog">udp://host:port or tls://host:port of the audit repository; null = none.</param>
sealed record AuditConfiguration(bool ToFile, Uri? Syslog)
{
    /// <summary>How the repository is proven to be the right one; null = as the system believes certificates.</summary>
    public DestinationTlsConfiguration? Tls { get; init; }

    public static AuditConfiguration Off { get; } = new(false, null);
}
