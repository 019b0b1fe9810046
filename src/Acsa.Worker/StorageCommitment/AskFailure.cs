namespace Acsa.Worker.StorageCommitment;

/// <summary>Why an archive did not take a request.</summary>
/// <param name="WasAnswered">Whether it answered the request, or refused its presentation context; else it was not reached.</param>
sealed record AskFailure(bool WasAnswered, string Words);
