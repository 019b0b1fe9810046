namespace Acsa.Reporting;

/// <summary>What results take over from their source: patient and study, unchanged, empty values included.</summary>
internal static class SourceHeader
{
    // Type 2 of the Patient and General Study modules (PS3.3 C.7.1.1, C.7.2.1): present in every result, empty if the source lacks them.
    static readonly DicomTag[] Always =
    [
        DicomTag.PatientName, DicomTag.PatientID, DicomTag.PatientBirthDate, DicomTag.PatientSex,
        DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.StudyID, DicomTag.AccessionNumber, DicomTag.ReferringPhysicianName,
    ];

    static readonly DicomTag[] IfPresent =
    [
        DicomTag.StudyInstanceUID,
        DicomTag.TypeOfPatientID, DicomTag.IssuerOfPatientID, DicomTag.IssuerOfPatientIDQualifiersSequence,
            DicomTag.OtherPatientIDsSequence, DicomTag.OtherPatientNames,
        DicomTag.PatientBirthTime, DicomTag.PatientSpeciesDescription, DicomTag.PatientSpeciesCodeSequence,
        DicomTag.PatientBreedDescription, DicomTag.PatientBreedCodeSequence, DicomTag.BreedRegistrationSequence,
        DicomTag.ResponsiblePerson, DicomTag.ResponsiblePersonRole, DicomTag.ResponsibleOrganization,
        DicomTag.QualityControlSubject, DicomTag.PatientIdentityRemoved, DicomTag.DeidentificationMethod,
            DicomTag.DeidentificationMethodCodeSequence,
        DicomTag.StudyDescription, DicomTag.IssuerOfAccessionNumberSequence, DicomTag.ConsultingPhysicianName, DicomTag.PhysiciansOfRecord,
        DicomTag.ProcedureCodeSequence, DicomTag.ReferencedStudySequence,
        DicomTag.PatientAge, DicomTag.PatientSize, DicomTag.PatientWeight,
        DicomTag.LongitudinalTemporalInformationModified,
    ];

    public static void CopyTo(DicomDataset source, DicomDataset result)
    {
        foreach (var tag in Always)
        {
            ReencodedCopy.Copy(source, result, tag);
            if (!result.Contains(tag)) result.AddOrUpdate<string>(tag);
        }
        foreach (var tag in IfPresent) ReencodedCopy.Copy(source, result, tag);
    }
}
