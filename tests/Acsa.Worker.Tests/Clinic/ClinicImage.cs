namespace Acsa.Worker.Tests.Clinic;

/// <summary>An object of a study, as a scanner holds it.</summary>
/// <param name="Bytes">The data set in explicit VR little endian, without a file header.</param>
sealed record ClinicImage(string Study, string Uid, byte[] Bytes)
{
    public static ClinicImage Draw(string study, string uid, string comment)
    {
        using var file = new MemoryStream();
        new DicomFile(new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian)
        {
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage }, { DicomTag.SOPInstanceUID, uid },
            { DicomTag.StudyInstanceUID, study }, { DicomTag.ImageComments, comment },
        }).Save(file);
        var bytes = file.ToArray();
        // Preamble and prefix, then the group length element, whose value says how long the rest of group 2 is (PS3.10 7.1).
        return new(study, uid, bytes[(144 + BitConverter.ToInt32(bytes, 140))..]);
    }
}
