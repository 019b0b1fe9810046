using System.Globalization;

namespace Acsa.Worker.SelfTest;

/// <summary>The invented patient of the self-test, and nothing by which an archive or a worklist could take it for somebody.</summary>
static class SelfTestPatient
{
    public const string Name = "TEST^ACSA SELFTEST", Id = "ACSA-SELFTEST";

    // Whatever of these an image states, an archive may file it by.
    static readonly DicomTag[] s_ofSomebody =
    [
        DicomTag.AccessionNumber, DicomTag.PatientBirthDate, DicomTag.PatientSex, DicomTag.ReferringPhysicianName, DicomTag.StudyID,
    ];

    static readonly DicomTag[] s_never =
    [
        DicomTag.IssuerOfPatientID, DicomTag.OtherPatientIDsSequence, DicomTag.OtherPatientNames, DicomTag.RequestAttributesSequence,
        DicomTag.IssuerOfAccessionNumberSequence, DicomTag.AdmissionID, DicomTag.InstitutionName,
    ];

    /// <summary>Makes an image one of this patient, in a study and a series of its own.</summary>
    public static void Put(DicomDataset image, string studyUid, DateTimeOffset now)
    {
        foreach (var tag in s_ofSomebody) image.AddOrUpdate<string>(tag);
        image.Remove(s_never);
        image.AddOrUpdate(DicomTag.PatientName, Name);
        image.AddOrUpdate(DicomTag.PatientID, Id);
        image.AddOrUpdate(DicomTag.PatientComments, "Simulated: no such person");
        image.AddOrUpdate(DicomTag.StudyInstanceUID, studyUid);
        image.AddOrUpdate(DicomTag.SeriesInstanceUID, DicomUIDGenerator.GenerateDerivedFromUUID().UID);
        image.AddOrUpdate(DicomTag.SOPInstanceUID, DicomUIDGenerator.GenerateDerivedFromUUID().UID);
        image.AddOrUpdate(DicomTag.StudyDescription, "TEST: AcsaNode self-test, simulated image");
        image.AddOrUpdate(DicomTag.StudyDate, now.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        image.AddOrUpdate(DicomTag.StudyTime, now.ToString("HHmmss", CultureInfo.InvariantCulture));
    }

    /// <summary>Whether an image bears this patient and nothing of another; asked of what is about to be sent.</summary>
    public static bool IsOn(DicomDataset image) =>
        image.GetSingleValueOrDefault(DicomTag.PatientName, "") == Name && image.GetSingleValueOrDefault(DicomTag.PatientID, "") == Id
        && s_ofSomebody.All(tag => image.GetSingleValueOrDefault(tag, "").Length == 0) && s_never.All(tag => !image.Contains(tag));
}
