using Acsa.DicomScp;

namespace Acsa.Worker.StorageCommitment;

/// <summary>What a scanner asked and was not told yet.</summary>
/// <param name="Attempts">Reports that it did not take.</param>
sealed record ScannerRequest(string CallingAe, string Host, CommitmentRequest Request, int Attempts);
