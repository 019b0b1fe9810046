using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>Writes a Secondary Capture (PS3.3 A.8) of a result picture: what a PACS shows that cannot show a SEG.</summary>
internal static class SecondaryCaptureWriter
{
    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity, int frameNumber, RgbImage picture)
    {
        int? frame = source.IsMultiFrame ? frameNumber : null;
        var result = ResultHeader.Create(request, source, identity, ResultKind.SecondaryCapture, frame);
        AddCapture(result, request.Context.Device);
        AddSide(result, request);
        result.AddOrUpdate(DicomTag.ImageType, "DERIVED", "SECONDARY");
        result.AddOrUpdate<string>(DicomTag.PatientOrientation);
        result.AddOrUpdate(DicomTag.BurnedInAnnotation, "YES");
        result.AddOrUpdate(DicomTag.DerivationDescription, "Outlines and measurements drawn on the source image");
        result.AddOrUpdate(CodeSequence.Of(DicomTag.DerivationCodeSequence, Concepts.SegmentationDerivation));
        result.AddOrUpdate(new DicomSequence(DicomTag.SourceImageSequence, SourceImage(source, frame)));
        LossyHistory.CopyTo(request.Source, result, always: false);
        AddPixels(result, picture);
        return new DicomFile(result);
    }

    // C.8.6.1: WSD, a picture made by a workstation.
    static void AddCapture(DicomDataset result, DeviceIdentity device)
    {
        result.AddOrUpdate(DicomTag.ConversionType, "WSD");
        result.AddOrUpdate(DicomTag.SecondaryCaptureDeviceManufacturer, device.Manufacturer);
        result.AddOrUpdate(DicomTag.SecondaryCaptureDeviceManufacturerModelName, device.ModelName);
        result.AddOrUpdate(DicomTag.SecondaryCaptureDeviceSoftwareVersions, device.SoftwareVersion);
    }

    // C.7.3.1: Laterality is required for a paired body part unless the image states its side itself.
    static void AddSide(DicomDataset result, ReportRequest request)
    {
        ReencodedCopy.Copy(request.Source, result, DicomTag.BodyPartExamined);
        ReencodedCopy.Copy(request.Source, result, DicomTag.ImageLaterality);
        if (result.Contains(DicomTag.ImageLaterality)) return;
        var sides = request.Findings.Select(finding => finding.Laterality).Distinct().ToList();
        if (sides is [Laterality.Left or Laterality.Right])
            result.AddOrUpdate(DicomTag.ImageLaterality, sides[0] == Laterality.Left ? "L" : "R");
        else ReencodedCopy.Copy(request.Source, result, DicomTag.Laterality);
        if (!result.Contains(DicomTag.ImageLaterality) && !result.Contains(DicomTag.Laterality))
            result.AddOrUpdate<string>(DicomTag.Laterality);
    }

    static DicomDataset SourceImage(SourceReference source, int? frame)
    {
        var image = new DicomDataset();
        image.AddOrUpdate(DicomTag.ReferencedSOPClassUID, source.SopClassUid);
        image.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, source.SopInstanceUid);
        if (frame is { } number) image.AddOrUpdate(DicomTag.ReferencedFrameNumber, number);
        image.AddOrUpdate(CodeSequence.Of(DicomTag.PurposeOfReferenceCodeSequence, Concepts.SourceImageForProcessing));
        return image;
    }

    static void AddPixels(DicomDataset result, RgbImage picture)
    {
        result.AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)3);
        result.AddOrUpdate(DicomTag.PhotometricInterpretation, "RGB");
        result.AddOrUpdate(DicomTag.PlanarConfiguration, (ushort)0);
        result.AddOrUpdate(DicomTag.Rows, checked((ushort)picture.Height));
        result.AddOrUpdate(DicomTag.Columns, checked((ushort)picture.Width));
        result.AddOrUpdate(DicomTag.BitsAllocated, (ushort)8);
        result.AddOrUpdate(DicomTag.BitsStored, (ushort)8);
        result.AddOrUpdate(DicomTag.HighBit, (ushort)7);
        result.AddOrUpdate(DicomTag.PixelRepresentation, (ushort)0);
        var even = picture.Pixels.Length % 2 == 0 ? picture.Pixels : [.. picture.Pixels, 0];
        result.AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, new MemoryByteBuffer(even)));
    }
}
