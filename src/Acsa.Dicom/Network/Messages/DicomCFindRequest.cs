using System.Globalization;
using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Network;

/// <summary>C-FIND-RQ (PS3.7 9.3.2.1). Its call-back gets each match as a pending response, then the last one without a data set.</summary>
public sealed class DicomCFindRequest : DicomPriorityRequest
{
    /// <summary>A query in the patient root model for patients, else in the study root model; keys go into the data set.</summary>
    public DicomCFindRequest(DicomQueryRetrieveLevel level, DicomPriority priority = DicomPriority.Medium)
        : this(ModelFor(level), level, priority)
    {
    }

    /// <summary>A query of a model that has no levels, such as the modality worklist.</summary>
    public DicomCFindRequest(DicomUID affectedSopClassUid, DicomPriority priority = DicomPriority.Medium)
        : this(affectedSopClassUid, DicomQueryRetrieveLevel.NotApplicable, priority)
    {
    }

    /// <summary>A query at a level of a model.</summary>
    public DicomCFindRequest(
        DicomUID affectedSopClassUid, DicomQueryRetrieveLevel level, DicomPriority priority = DicomPriority.Medium)
        : base(new CommandSet
        {
            Field = DicomCommandField.CFindRequest,
            SopClassUid = affectedSopClassUid.UID,
            MessageId = NextMessageId(),
            Priority = (ushort)priority,
        }) => Dataset = QueryRetrieveIdentifier.Create(level);

    /// <summary>Called with each match, and with the end.</summary>
    public delegate void ResponseDelegate(DicomCFindRequest request, DicomCFindResponse response);

    /// <summary>The level that the identifier names.</summary>
    public DicomQueryRetrieveLevel Level => QueryRetrieveIdentifier.LevelOf(Dataset);

    /// <summary>Called with each match, and with the end.</summary>
    public ResponseDelegate? OnResponseReceived { get; set; }

    internal override bool TakesPendingResponses => true;

    /// <summary>A query for patients; null = any value, to be returned.</summary>
    public static DicomCFindRequest CreatePatientQuery(string? patientId = null, string? patientName = null) =>
        Create(DicomQueryRetrieveLevel.Patient,
        [
            (DicomTag.PatientID, patientId), (DicomTag.PatientName, patientName), (DicomTag.IssuerOfPatientID, null),
            (DicomTag.PatientSex, null), (DicomTag.PatientBirthDate, null),
        ]);

    /// <summary>A query for studies; null = any value, to be returned.</summary>
    public static DicomCFindRequest CreateStudyQuery(
        string? patientId = null, string? patientName = null, DicomDateRange? studyDateTime = null, string? accession = null,
        string? studyId = null, string? modalitiesInStudy = null, string? studyInstanceUid = null) =>
        Create(DicomQueryRetrieveLevel.Study,
        [
            (DicomTag.PatientID, patientId), (DicomTag.PatientName, patientName), (DicomTag.IssuerOfPatientID, null),
            (DicomTag.PatientSex, null), (DicomTag.PatientBirthDate, null), (DicomTag.StudyInstanceUID, studyInstanceUid),
            (DicomTag.ModalitiesInStudy, modalitiesInStudy), (DicomTag.StudyID, studyId), (DicomTag.AccessionNumber, accession),
            (DicomTag.StudyDate, studyDateTime?.ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
            (DicomTag.StudyTime, studyDateTime?.ToString("HHmmss", CultureInfo.InvariantCulture)),
            (DicomTag.StudyDescription, null), (DicomTag.NumberOfStudyRelatedSeries, null),
            (DicomTag.NumberOfStudyRelatedInstances, null),
        ]);

    /// <summary>A query for the series of a study; null = any value, to be returned.</summary>
    public static DicomCFindRequest CreateSeriesQuery(string studyInstanceUid, string? modality = null) =>
        Create(DicomQueryRetrieveLevel.Series,
        [
            (DicomTag.StudyInstanceUID, studyInstanceUid), (DicomTag.SeriesInstanceUID, null), (DicomTag.SeriesNumber, null),
            (DicomTag.SeriesDescription, null), (DicomTag.Modality, modality), (DicomTag.SeriesDate, null), (DicomTag.SeriesTime, null),
            (DicomTag.NumberOfSeriesRelatedInstances, null),
        ]);

    /// <summary>A query for the instances of a series; null = any value, to be returned.</summary>
    public static DicomCFindRequest CreateImageQuery(string studyInstanceUid, string seriesInstanceUid, string? modality = null) =>
        Create(DicomQueryRetrieveLevel.Image,
        [
            (DicomTag.StudyInstanceUID, studyInstanceUid), (DicomTag.SeriesInstanceUID, seriesInstanceUid),
            (DicomTag.SOPInstanceUID, null), (DicomTag.InstanceNumber, null), (DicomTag.Modality, modality),
        ]);

    internal override IEnumerable<(DicomUID AbstractSyntax, DicomTransferSyntax[] TransferSyntaxes)> ContextsNeeded() =>
        [(PresentationContext?.AbstractSyntax ?? SOPClassUID, [.. StorageContexts.Uncompressed])];

    internal override DicomResponse CreateResponse(CommandSet command, DicomDataset? dataset) =>
        new DicomCFindResponse(command) { Dataset = dataset };

    private protected override void PostResponse(DicomResponse response) => OnResponseReceived?.Invoke(this, (DicomCFindResponse)response);

    private static DicomUID ModelFor(DicomQueryRetrieveLevel level) => level switch
    {
        DicomQueryRetrieveLevel.Patient => DicomUID.PatientRootQueryRetrieveInformationModelFind,
        DicomQueryRetrieveLevel.NotApplicable => DicomUID.ModalityWorklistInformationModelFind,
        _ => DicomUID.StudyRootQueryRetrieveInformationModelFind,
    };

    private static DicomCFindRequest Create(DicomQueryRetrieveLevel level, (DicomTag Tag, string? Value)[] keys)
    {
        var request = new DicomCFindRequest(level);
        foreach (var (tag, value) in keys) request.Dataset!.Add(tag, value ?? "");
        return request;
    }
}
