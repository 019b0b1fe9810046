namespace Acsa.Worker.Configuration;

/// <summary>How much of the disk the spool leaves free.</summary>
/// <param name="ReserveBytes">Below this much free space, instances are refused with 0xA700.</param>
sealed record SpoolConfiguration(long ReserveBytes);
