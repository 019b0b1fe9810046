namespace Acsa.Worker.Configuration;

/// <summary>The whole of acsa.json, checked.</summary>
/// <param name="Data">Absolute folder of spool, results, ledger and logs.</param>
/// <param name="Models">Absolute folder of the model packages.</param>
sealed record NodeConfiguration(
    DicomConfiguration Dicom,
    string Data,
    string Models,
    StudyConfiguration Study,
    SpoolConfiguration Spool,
    IReadOnlyList<ScannerConfiguration> Scanners,
    IReadOnlyList<DestinationConfiguration> Destinations,
    InferenceConfiguration Inference,
    ConsoleConfiguration Console);
