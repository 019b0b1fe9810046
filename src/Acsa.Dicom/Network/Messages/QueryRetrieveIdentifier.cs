namespace Acsa.Dicom.Network;

/// <summary>The identifiers of C-FIND, C-MOVE and C-GET (PS3.4 C.4).</summary>
internal static class QueryRetrieveIdentifier
{
    /// <summary>An identifier that holds nothing but its level.</summary>
    public static DicomDataset Create(DicomQueryRetrieveLevel level)
    {
        // Keys are what a PACS is asked to match: wildcards, lists and ranges that the value representation itself would not allow.
        var identifier = new DicomDataset().NotValidated();
        if (level != DicomQueryRetrieveLevel.NotApplicable)
            identifier.Add(DicomTag.QueryRetrieveLevel, level.ToString().ToUpperInvariant());
        return identifier;
    }

    /// <summary>The unique keys of what is to be retrieved: study, or series of it, or instance of that.</summary>
    public static DicomDataset OfRetrieve(string study, string? series = null, string? instance = null)
    {
        var identifier = Create(instance is not null ? DicomQueryRetrieveLevel.Image
            : series is not null ? DicomQueryRetrieveLevel.Series : DicomQueryRetrieveLevel.Study);
        identifier.Add(DicomTag.StudyInstanceUID, study);
        if (series is not null) identifier.Add(DicomTag.SeriesInstanceUID, series);
        if (instance is not null) identifier.Add(DicomTag.SOPInstanceUID, instance);
        return identifier;
    }

    /// <summary>The level that an identifier names.</summary>
    public static DicomQueryRetrieveLevel LevelOf(DicomDataset? identifier) =>
        identifier?.GetSingleValueOrDefault(DicomTag.QueryRetrieveLevel, "").ToUpperInvariant() switch
        {
            "PATIENT" => DicomQueryRetrieveLevel.Patient,
            "STUDY" => DicomQueryRetrieveLevel.Study,
            "SERIES" => DicomQueryRetrieveLevel.Series,
            "IMAGE" => DicomQueryRetrieveLevel.Image,
            _ => DicomQueryRetrieveLevel.NotApplicable,
        };
}
