namespace Acsa.Worker.Configuration;

/// <summary>A scanner that may send; <c>*</c> stands for any title or any host.</summary>
/// <param name="Quiet">A study from it is complete when no instance came for this long.</param>
/// <param name="EndsWithAssociation">Whether the end of its association completes a study instead.</param>
/// <param name="Commitment">Whether it may ask for Storage Commitment.</param>
/// <param name="Port">Where it listens for the report; 0: the report goes out on the association of the request.</param>
sealed record ScannerConfiguration(
    string AeTitle, string Host, TimeSpan Quiet = default, bool EndsWithAssociation = false, bool Commitment = false, int Port = 0)
{
    /// <summary>Whether as many instances as it says the study has (0020,1208) complete it, before its quiet time.</summary>
    public bool EndsWithCount { get; init; }
}
