namespace Acsa.Dicom.Tests.Data;

[Trait("Category", "SharedWithFoDicom")]
public class CloneTests
{
    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Shares_nothing_that_can_change()
    {
        var pixels = new CompositeByteBuffer(new MemoryByteBuffer([1, 2]));
        var fragments = new DicomOtherByteFragment(DicomTag.EncapsulatedDocument);
        fragments.Fragments.Add(new MemoryByteBuffer([3, 4]));
        var original = new DicomDataset { { DicomTag.PatientID, "1" } };
        var reference = new DicomDataset { { DicomTag.ReferencedSOPInstanceUID, "1.2" } };
        original.Add(new DicomSequence(DicomTag.ReferencedImageSequence, reference));
        original.NotValidated().Add(new DicomOtherByte(DicomTag.PixelData, pixels)).Add(fragments);

        var clone = original.Clone();
        clone.AddOrUpdate(DicomTag.PatientID, "2");
        clone.GetSequence(DicomTag.ReferencedImageSequence).Items[0].AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, "9.9");
        clone.GetSequence(DicomTag.ReferencedImageSequence).Items.Add([]);
        ((CompositeByteBuffer)clone.GetSingleValue<IByteBuffer>(DicomTag.PixelData)).Buffers.Add(new MemoryByteBuffer([5, 6]));
        clone.GetDicomItem<DicomOtherByteFragment>(DicomTag.EncapsulatedDocument)!.Fragments.Clear();

        Assert.Equal("1", original.GetString(DicomTag.PatientID));
        Assert.Equal("1.2",
            Assert.Single(original.GetSequence(DicomTag.ReferencedImageSequence)).GetString(DicomTag.ReferencedSOPInstanceUID));
        Assert.Equal(2, original.GetSingleValue<IByteBuffer>(DicomTag.PixelData).Size);
        Assert.Single(fragments.Fragments);
    }

    [Fact]
    public void Copies_items_between_data_sets()
    {
        var inner = new DicomDataset { { DicomTag.ReferencedSOPInstanceUID, "1.2" } };
        var source = new DicomDataset(new DicomSequence(DicomTag.ReferencedImageSequence, inner));
        source.Add(DicomTag.PatientID, "1").Add(DicomTag.Modality, "US");
        var target = new DicomDataset();

        source.CopyTo(target, DicomTag.PatientID, DicomTag.ReferencedImageSequence, DicomTag.Rows);
        inner.Clear();

        Assert.Equal(2, target.Count());
        Assert.Single(target.GetSequence(DicomTag.ReferencedImageSequence).Items[0]);
    }
}
