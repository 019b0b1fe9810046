namespace Acsa.Worker.Configuration;

/// <summary>A scanner that may send; <c>*</c> stands for any title or any host.</summary>
/// <param name="Quiet">A study from it is complete when no instance came for this long.</param>
/// <param name="EndsWithAssociation">Whether the end of its association completes a study instead.</param>
sealed record ScannerConfiguration(string AeTitle, string Host, TimeSpan Quiet, bool EndsWithAssociation);
