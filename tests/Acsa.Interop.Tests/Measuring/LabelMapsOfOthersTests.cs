using Acsa.Imaging;
using Acsa.Worker.Evaluation;

namespace Acsa.Interop.Tests.Measuring;

/// <summary>Label maps that other programs write.</summary>
public sealed class LabelMapsOfOthersTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("uint8", ".nii"), InlineData("int16", ".nii.gz"), InlineData(">i4", ".nii"), InlineData("float32", ".nii.gz"),
     InlineData("float64", ".nii"), InlineData("uint16", ".nii.gz"), InlineData(">f4", ".nii.gz"), InlineData("int64", ".nii")]
    public async Task NIfTI_of_nibabel_is_read_with_its_labels_and_pixel_size(string type, string extension)
    {
        var file = _folder.File("labels" + extension);
        await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", """
            import sys, numpy, nibabel
            data = numpy.zeros((7, 5, 3))
            data[1, 2, 0], data[6, 4, 1], data[0, 3, 2] = 1, 2, 3
            dtype = numpy.dtype(sys.argv[2])
            image = nibabel.Nifti1Image(data.astype(dtype.newbyteorder("=")), numpy.diag([0.4, 0.7, 2, 1]), dtype=dtype.newbyteorder("="))
            image.header.set_xyzt_units("mm")
            if dtype.byteorder == ">":
                header = nibabel.Nifti1Header(image.header.as_byteswapped(">").binaryblock, ">", check=False)
                image = nibabel.Nifti1Image(data.astype(dtype), numpy.diag([0.4, 0.7, 2, 1]), header)
            image.to_filename(sys.argv[1])
            """, file, type);
        var volume = NiftiReader.Read(file);
        Assert.Equal((7, 5, 3), (volume.Width, volume.Height, volume.Slices.Count));
        Assert.Equal([1, 2, 3], volume.Labels());
        Assert.True(volume.ToMask(0, 1)[1, 2]);
        Assert.True(volume.ToMask(1, 2)[6, 4]);
        Assert.True(volume.ToMask(2, 3)[0, 3]);
        Assert.Equal(0.04, volume.SliceSpacing!.Value.XCm, 7);
        Assert.Equal(0.07, volume.SliceSpacing.Value.YCm, 7);
    }

    [Fact]
    public async Task A_segmentation_of_others_is_read_bit_by_bit()
    {
        // Odd sides: frames do not begin at bytes.
        var file = _folder.File("case-7.dcm");
        await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", """
            import sys, numpy, pydicom
            from pydicom.dataset import Dataset, FileMetaDataset
            from pydicom.sequence import Sequence
            def item(**values):
                d = Dataset()
                for name, value in values.items(): setattr(d, name, value)
                return d
            frames = numpy.zeros((2, 5, 7), numpy.uint8)
            frames[0, 1, 2], frames[1, 4, 6], frames[1, 0, 0] = 1, 1, 1
            bits = numpy.packbits(frames.ravel(), bitorder="little").tobytes()
            d = item(SOPClassUID="1.2.840.10008.5.1.4.1.1.66.4", SOPInstanceUID="1.2.3", Modality="SEG", Rows=5, Columns=7, NumberOfFrames=2,
                     SegmentationType="BINARY", BitsAllocated=1, BitsStored=1, HighBit=0, PixelRepresentation=0, SamplesPerPixel=1,
                     PhotometricInterpretation="MONOCHROME2", PixelData=bits + b"\0" * (len(bits) % 2))
            d["PixelData"].VR = "OB"
            d.SegmentSequence = Sequence([item(SegmentNumber=n, SegmentLabel=name) for n, name in ((1, "Vastus lateralis, left"), (2, "lesion"))])
            d.SharedFunctionalGroupsSequence = Sequence([item(PixelMeasuresSequence=Sequence([item(PixelSpacing=[0.5, 0.25])]))])
            d.PerFrameFunctionalGroupsSequence = Sequence([item(
                SegmentIdentificationSequence=Sequence([item(ReferencedSegmentNumber=n)]),
                DerivationImageSequence=Sequence([item(SourceImageSequence=Sequence([item(ReferencedSOPClassUID="1.2", ReferencedSOPInstanceUID="1.2.9",
                    ReferencedFrameNumber=n + 3)]))])) for n in (1, 2)])
            d.file_meta = FileMetaDataset()
            d.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
            d.is_little_endian, d.is_implicit_VR = True, False
            pydicom.dcmwrite(sys.argv[1], d, write_like_original=False)
            """, file);
        var cases = SegmentationFile.Read(file)!;
        Assert.Equal([("1.2.9", 4, "vastus-lateralis"), ("1.2.9", 5, "lesion")],
            cases.Select(one => (one.SopInstanceUid!, one.Frame, one.Structure!)));
        Assert.Equal(["left", null], cases.Select(one => one.Laterality));
        Assert.Equal([1, 2], cases.Select(one => one.Mask.CountInside()));
        Assert.True(cases[0].Mask[2, 1] && cases[1].Mask[6, 4] && cases[1].Mask[0, 0]);
        Assert.Equal(new PixelSize(0.025, 0.05), cases[0].PixelSize);
    }

    [Theory, InlineData("native", 8), InlineData("native", 16), InlineData("rle", 8), InlineData("rle", 16)]
    public async Task A_label_map_of_others_is_read_number_by_number(string form, int bits)
    {
        var file = _folder.File("case-8.dcm");
        await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", """
            import sys, numpy, pydicom
            from pydicom.dataset import Dataset, FileMetaDataset
            from pydicom.sequence import Sequence
            form, bits = sys.argv[2], int(sys.argv[3])
            def item(**values):
                d = Dataset()
                for name, value in values.items(): setattr(d, name, value)
                return d
            high = 300 if bits == 16 else 30
            frames = numpy.zeros((2, 5, 7), f"<u{bits // 8}")
            frames[0, 1, 2], frames[0, 3, :], frames[1, 4, 6], frames[1, 0, 0] = 1, high, high, high
            d = item(SOPClassUID="1.2.840.10008.5.1.4.1.1.66.7", SOPInstanceUID="1.2.3", Modality="SEG", Rows=5, Columns=7, NumberOfFrames=2,
                     SegmentationType="LABELMAP", BitsAllocated=bits, BitsStored=bits, HighBit=bits - 1, PixelRepresentation=0, SamplesPerPixel=1,
                     PhotometricInterpretation="MONOCHROME2")
            raw = frames.tobytes()
            d.PixelData = raw + b"\0" * (len(raw) % 2)
            d["PixelData"].VR = "OB" if bits == 8 else "OW"
            d.SegmentSequence = Sequence([item(SegmentNumber=n, SegmentLabel=name)
                                          for n, name in ((0, "Background"), (1, "Vastus lateralis, left"), (high, "lesion"))])
            d.SharedFunctionalGroupsSequence = Sequence([item(PixelMeasuresSequence=Sequence([item(PixelSpacing=[0.5, 0.25])]))])
            d.PerFrameFunctionalGroupsSequence = Sequence([item(
                DerivationImageSequence=Sequence([item(SourceImageSequence=Sequence([item(ReferencedSOPClassUID="1.2", ReferencedSOPInstanceUID="1.2.9",
                    ReferencedFrameNumber=n + 3)]))])) for n in (1, 2)])
            d.file_meta = FileMetaDataset()
            d.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
            d.is_little_endian, d.is_implicit_VR = True, False
            if form == "rle":
                d.compress(pydicom.uid.RLELossless)
            pydicom.dcmwrite(sys.argv[1], d, write_like_original=False)
            """, file, form, $"{bits}");
        var cases = SegmentationFile.Read(file)!;
        Assert.Equal([("1.2.9", 4, "vastus-lateralis", 1), ("1.2.9", 4, "lesion", 7), ("1.2.9", 5, "lesion", 2)],
            cases.Select(one => (one.SopInstanceUid!, one.Frame, one.Structure!, one.Mask.CountInside())));
        Assert.Equal(["left", null, null], cases.Select(one => one.Laterality));
        Assert.True(cases[0].Mask[2, 1] && cases[1].Mask[6, 3] && cases[2].Mask[6, 4] && cases[2].Mask[0, 0]);
        Assert.All(cases, one => Assert.Equal(new PixelSize(0.025, 0.05), one.PixelSize));
    }
}
