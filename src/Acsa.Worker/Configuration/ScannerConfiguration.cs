namespace Acsa.Worker.Configuration;

/// <summary>A scanner that may send; <c>*</c> stands for any title or any host.</summary>
sealed record ScannerConfiguration(string AeTitle, string Host);
