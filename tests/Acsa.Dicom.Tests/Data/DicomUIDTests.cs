namespace Acsa.Dicom.Tests.Data;

[Trait("Category", "SharedWithFoDicom")]
public class DicomUIDTests
{
    [Fact]
    public void Generates_valid_and_different_uids_of_the_uuid_root()
    {
        var uids = Enumerable.Range(0, 1000).Select(_ => DicomUIDGenerator.GenerateDerivedFromUUID().UID).ToArray();

        Assert.Equal(1000, uids.Distinct().Count());
        Assert.All(uids, uid => Assert.True(uid.StartsWith("2.25.", StringComparison.Ordinal) && DicomUID.IsValidUid(uid), uid));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.1", true)]
    [InlineData("1.02", false)]
    [InlineData("1..2", false)]
    [InlineData("1.2.", false)]
    [InlineData(".1", false)]
    [InlineData("1.2.a", false)]
    [InlineData("1.234567890.234567890.234567890.234567890.234567890.234567890.2345", false)]
    public void Tells_valid_from_invalid(string uid, bool valid) => Assert.Equal(valid, DicomUID.IsValidUid(uid));

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Nothing_is_no_uid_and_a_zero_is_a_component()
    {
        Assert.False(DicomUID.IsValidUid(""));
        Assert.True(DicomUID.IsValidUid("0.0"));
    }

    [Fact]
    public void Knows_registered_uids()
    {
        Assert.Same(DicomUID.Verification, DicomUID.Parse("1.2.840.10008.1.1\0"));
        Assert.Equal("1.2.840.10008.5.1.4.1.1.66.4", DicomUID.SegmentationStorage.UID);
        Assert.True(DicomUID.UltrasoundMultiFrameImageStorage.IsImageStorage);
        Assert.False(DicomUID.SegmentationStorage.IsImageStorage);
        Assert.Equal(DicomStorageCategory.Other, DicomUID.SegmentationStorage.StorageCategory);
        Assert.Equal(DicomStorageCategory.None, DicomUID.StorageCommitmentPushModel.StorageCategory);
        Assert.Equal("1.2.840.10008.1.20.1.1", DicomUID.StorageCommitmentPushModelInstance.UID);
        Assert.Equal(DicomUidType.Unknown, DicomUID.Parse("1.2.3").Type);
        Assert.Equal(DicomUID.Parse("1.2.3"), DicomUID.Parse("1.2.3"));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Knows_every_structured_report_class() =>
        Assert.Equal(DicomStorageCategory.StructuredReport, DicomUID.Comprehensive3DSRStorage.StorageCategory);

    [Fact]
    public void Knows_transfer_syntaxes()
    {
        Assert.Same(DicomTransferSyntax.JPEGProcess1, DicomTransferSyntax.Parse("1.2.840.10008.1.2.4.50"));
        Assert.True(DicomTransferSyntax.JPEGProcess1.IsLossy && DicomTransferSyntax.JPEGProcess1.IsEncapsulated);
        Assert.False(DicomTransferSyntax.RLELossless.IsLossy);
        Assert.False(DicomTransferSyntax.ImplicitVRLittleEndian.IsExplicitVR);
        Assert.True(DicomTransferSyntax.DeflatedExplicitVRLittleEndian.IsDeflate);
        Assert.Throws<DicomDataException>(() => DicomTransferSyntax.Lookup(DicomUID.Verification));
        Assert.Equal("1.2.3.4", DicomTransferSyntax.Parse("1.2.3.4").UID.UID);
    }

    [Fact]
    public void Replaces_a_uid_by_the_same_new_one_each_time()
    {
        var generator = new DicomUIDGenerator();
        var inner = new DicomDataset { { DicomTag.ReferencedSOPInstanceUID, "1.2.3" } };
        var dataset = new DicomDataset { { DicomTag.SOPInstanceUID, "1.2.3" }, { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage } };
        dataset.Add(new DicomSequence(DicomTag.ReferencedImageSequence, inner));

        generator.RegenerateAll(dataset);

        Assert.NotEqual("1.2.3", dataset.GetString(DicomTag.SOPInstanceUID));
        Assert.Equal(dataset.GetString(DicomTag.SOPInstanceUID), inner.GetString(DicomTag.ReferencedSOPInstanceUID));
        Assert.Equal(DicomUID.UltrasoundImageStorage, dataset.GetSingleValue<DicomUID>(DicomTag.SOPClassUID));
    }
}
