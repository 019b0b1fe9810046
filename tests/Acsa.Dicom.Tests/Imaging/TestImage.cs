namespace Acsa.Dicom.Tests.Imaging;

/// <summary>Data sets with an Image Pixel module and nothing else.</summary>
internal static class TestImage
{
    public static DicomDataset Describe(
        int rows, int columns, string photometric = "MONOCHROME2", int samples = 1, int allocated = 8, int? stored = null,
        int? highBit = null, int signed = 0, int? planar = null, int? frames = null, DicomTransferSyntax? syntax = null)
    {
        var dataset = new DicomDataset(syntax ?? DicomTransferSyntax.ExplicitVRLittleEndian);
        dataset.Add(DicomTag.SamplesPerPixel, (ushort)samples);
        dataset.Add(DicomTag.PhotometricInterpretation, photometric);
        dataset.Add(DicomTag.Rows, (ushort)rows);
        dataset.Add(DicomTag.Columns, (ushort)columns);
        dataset.Add(DicomTag.BitsAllocated, (ushort)allocated);
        dataset.Add(DicomTag.BitsStored, (ushort)(stored ?? allocated));
        dataset.Add(DicomTag.HighBit, (ushort)(highBit ?? (stored ?? allocated) - 1));
        dataset.Add(DicomTag.PixelRepresentation, (ushort)signed);
        if (planar is { } configuration) dataset.Add(DicomTag.PlanarConfiguration, (ushort)configuration);
        if (frames is { } number) dataset.Add(DicomTag.NumberOfFrames, number);
        return dataset;
    }

    public static DicomDataset WithBytes(this DicomDataset dataset, params byte[] bytes)
    {
        dataset.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, new MemoryByteBuffer(bytes)));
        return dataset;
    }

    public static DicomDataset WithWords(this DicomDataset dataset, params ushort[] words)
    {
        dataset.AddOrUpdate(new DicomOtherWord(DicomTag.PixelData, words));
        return dataset;
    }

    public static DicomDataset WithFragments(this DicomDataset dataset, uint[] offsets, params byte[][] fragments)
    {
        var sequence = new DicomOtherByteFragment(DicomTag.PixelData);
        foreach (var offset in offsets) sequence.OffsetTable.Add(offset);
        foreach (var fragment in fragments) sequence.Fragments.Add(new MemoryByteBuffer(fragment));
        dataset.AddOrUpdate(sequence);
        return dataset;
    }

    public static byte[] FrameBytes(this DicomDataset dataset, int frame) => DicomPixelData.Create(dataset).GetFrame(frame).Data;
}
