namespace Acsa.Worker.Ledger;

/// <summary>Work in progress was claimed by another worker meanwhile; what was done of it must not be recorded.</summary>
sealed class LeaseLostException(string work) : Exception($"The lease on {work} ran out and was claimed by another worker.");
