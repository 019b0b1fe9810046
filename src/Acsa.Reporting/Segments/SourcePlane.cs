namespace Acsa.Reporting;

/// <summary>Where a source lies in its own Frame of Reference; only what the source itself states.</summary>
internal sealed class SourcePlane
{
    readonly DicomDataset _source;

    SourcePlane(DicomDataset source) => _source = source;

    /// <summary>Null unless the source states frame of reference, position, orientation and spacing.</summary>
    public static SourcePlane? Read(DicomDataset source) =>
        DicomUID.IsValidUid(source.GetSingleValueOrDefault(DicomTag.FrameOfReferenceUID, "-"))
        && HasNumbers(source, DicomTag.ImagePositionPatient, 3)
        && HasNumbers(source, DicomTag.ImageOrientationPatient, 6)
        && HasNumbers(source, DicomTag.PixelSpacing, 2)
            ? new SourcePlane(source) : null;

    /// <summary>Frame of Reference module (PS3.3 C.7.4.1).</summary>
    public void AddFrameOfReferenceTo(DicomDataset result)
    {
        ReencodedCopy.Copy(_source, result, DicomTag.FrameOfReferenceUID);
        ReencodedCopy.Copy(_source, result, DicomTag.PositionReferenceIndicator);
        if (!result.Contains(DicomTag.PositionReferenceIndicator)) result.AddOrUpdate<string>(DicomTag.PositionReferenceIndicator);
    }

    /// <summary>Pixel Measures, Plane Position and Plane Orientation (C.7.6.16.2.1, .3, .4), shared by all frames.</summary>
    public DicomDataset FunctionalGroups() => new()
    {
        new DicomSequence(DicomTag.PlanePositionSequence, Item(DicomTag.ImagePositionPatient)),
        new DicomSequence(DicomTag.PlaneOrientationSequence, Item(DicomTag.ImageOrientationPatient)),
        new DicomSequence(DicomTag.PixelMeasuresSequence, Item(DicomTag.PixelSpacing)),
    };

    DicomDataset Item(DicomTag tag)
    {
        var item = new DicomDataset();
        ReencodedCopy.Copy(_source, item, tag);
        return item;
    }

    static bool HasNumbers(DicomDataset source, DicomTag tag, int count)
    {
        try
        {
            return source.TryGetValues<double>(tag, out var values) && values.Length == count && values.All(double.IsFinite);
        }
        catch (Exception error) when (error is DicomDataException or FormatException)
        {
            return false;
        }
    }
}
