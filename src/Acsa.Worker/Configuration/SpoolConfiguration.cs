namespace Acsa.Worker.Configuration;

/// <summary>How much of the disk is left free, and for whom.</summary>
/// <param name="ReserveBytes">Below this much free space, instances are refused with 0xA700.</param>
/// <param name="ResultsReserveBytes">Below this much, studies wait for their analysis too; what is left is the ledger's.</param>
/// <param name="Flush">Whether what is answered Success is on the disk; false is for measurements only.</param>
sealed record SpoolConfiguration(long ReserveBytes, long ResultsReserveBytes = 0, bool Flush = true);
