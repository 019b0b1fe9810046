namespace Acsa.Worker.Studies;

/// <summary>An instance read from its file; large values stay on disk until they are asked for.</summary>
sealed record LoadedInstance(string SopInstanceUid, DicomDataset Dataset);
