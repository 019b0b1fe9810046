using System.Globalization;

namespace Acsa.Reporting;

/// <summary>The source instance as results refer to it.</summary>
/// <param name="NumberOfFrames">1 for stills.</param>
/// <param name="IsMultiFrame">Whether its SOP class has frames, so that references name them (PS3.3 10.3).</param>
/// <param name="InstanceNumber">1 when not stated.</param>
internal sealed record SourceReference(
    string StudyInstanceUid,
    string SeriesInstanceUid,
    string SopClassUid,
    string SopInstanceUid,
    int Rows,
    int Columns,
    int NumberOfFrames,
    bool IsMultiFrame,
    int InstanceNumber)
{
    /// <summary>Whether its pixels are grey by Photometric Interpretation.</summary>
    public bool IsGrey { get; private init; }

    /// <summary>
    /// Reads it; throws <see cref="DicomDataException"/> naming the attribute without which nothing can refer to the source.
    /// </summary>
    public static SourceReference Read(DicomDataset source)
    {
        var frames = source.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1);
        return new SourceReference(
            Uid(source, DicomTag.StudyInstanceUID),
            Uid(source, DicomTag.SeriesInstanceUID),
            Uid(source, DicomTag.SOPClassUID),
            Uid(source, DicomTag.SOPInstanceUID),
            source.GetSingleValue<ushort>(DicomTag.Rows),
            source.GetSingleValue<ushort>(DicomTag.Columns),
            frames,
            frames > 1 || source.Contains(DicomTag.NumberOfFrames),
            int.TryParse(source.GetSingleValueOrDefault(DicomTag.InstanceNumber, "1"), NumberStyles.Integer, CultureInfo.InvariantCulture,
                out var number) ? number : 1)
        {
            IsGrey = source.GetSingleValueOrDefault(DicomTag.PhotometricInterpretation, "")
                .StartsWith("MONOCHROME", StringComparison.Ordinal),
        };
    }

    /// <summary>A UID that others are to refer to; throws when it is none.</summary>
    public static string Uid(DicomDataset source, DicomTag tag)
    {
        var uid = source.GetSingleValueOrDefault(tag, "");
        return uid.Length > 0 && DicomUID.IsValidUid(uid)
            ? uid
            : throw new DicomDataException(
                $"{tag} {tag.DictionaryEntry.Name} of the source is missing or not a UID: no result can refer to it.");
    }
}
