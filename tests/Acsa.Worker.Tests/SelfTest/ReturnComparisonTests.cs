using Acsa.Worker.SelfTest;

namespace Acsa.Worker.Tests.SelfTest;

public sealed class ReturnComparisonTests
{
    [Fact]
    public void What_came_back_as_it_was_passes_with_other_padding_and_with_what_the_archive_added()
    {
        var back = Sent();
        back.AddOrUpdate(DicomTag.StorageMediaFileSetUID, "1.2.3");
        back.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, new byte[] { 1, 2, 3, 0 }));
        var sent = Sent();
        sent.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, new byte[] { 1, 2, 3 }));
        Assert.True(Judge(sent, back).IsWell);
    }

    [Fact]
    public void A_coerced_patient_fails_is_not_printed_and_passes_only_where_it_is_allowed()
    {
        var back = Sent();
        back.AddOrUpdate(DicomTag.PatientID, "REAL-4711");
        back.AddOrUpdate(DicomTag.AccessionNumber, "A1");
        var check = Judge(Sent(), back);
        Assert.False(check.IsWell);
        Assert.Contains("FILED IT UNDER OTHER VALUES", check.Found, StringComparison.Ordinal);
        Assert.Contains("Patient ID (0010,0020): sent 'ACSA-SELFTEST', came back another value", check.Found, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", check.Found, StringComparison.Ordinal);
        Assert.Contains("came back 'A1'", check.Found, StringComparison.Ordinal);
        Assert.True(Judge(Sent(), back, allowsCoercion: true).IsWell);
    }

    [Fact]
    public void Another_uid_a_changed_pixel_and_a_changed_number_fail_also_where_coercion_is_allowed()
    {
        var renamed = Sent();
        renamed.AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.9");
        Assert.Contains("ANOTHER UID", Judge(Sent(), renamed, true) is { IsWell: false } one ? one.Found : "", StringComparison.Ordinal);

        var painted = Sent();
        painted.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, new byte[] { 1, 2, 3, 5 }));
        var found = Judge(Sent(), painted, true);
        Assert.False(found.IsWell);
        Assert.Contains("CHANGED IT: Pixel Data (7FE0,0010): sent 4 bytes, came back 1 of 4 bytes other", found.Found, StringComparison.OrdinalIgnoreCase);

        var rounded = Sent();
        rounded.GetSequence(DicomTag.ContentSequence).Items[0].AddOrUpdate(DicomTag.NumericValue, "29.2");
        Assert.Contains("(0040,A730)[1] (0040,A30A): sent '29.227', came back '29.2'", Judge(Sent(), rounded, true).Found, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_is_lost_or_was_not_sent_fails()
    {
        Assert.Contains("did not come back", Assert.Single(ReturnComparison.Judge([Sent()], [], false)).Found, StringComparison.Ordinal);
        var other = Sent();
        other.AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.9");
        Assert.Equal([true, false], ReturnComparison.Judge([Sent()], [Sent(), other], false).Select(check => check.IsWell));
    }

    static SelfTestCheck Judge(DicomDataset sent, DicomDataset back, bool allowsCoercion = false) =>
        Assert.Single(ReturnComparison.Judge([sent], [back], allowsCoercion));

    static DicomDataset Sent() => new()
    {
        { DicomTag.SOPClassUID, DicomUID.SegmentationStorage }, { DicomTag.SOPInstanceUID, "1.2.3" }, { DicomTag.PatientID, SelfTestPatient.Id },
        { DicomTag.PatientName, SelfTestPatient.Name }, { DicomTag.AccessionNumber, "" },
        new DicomSequence(DicomTag.ContentSequence, new DicomDataset { { DicomTag.NumericValue, "29.227" } }),
        new DicomOtherByte(DicomTag.PixelData, new byte[] { 1, 2, 3, 4 }),
    };
}
