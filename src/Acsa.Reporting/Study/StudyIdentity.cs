using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Acsa.Reporting;

/// <summary>
/// The UIDs of what is said about a study. The series is a function of what is said, so that saying the same again is known as that; the
/// instance is one of what it refers to besides, which differs between receivers (docs/decisions/079).
/// </summary>
internal static class StudyIdentity
{
    public static string Series(StudyReportRequest request) => NameBasedUid.For(
        "study series", Study(request), ResultIdentity.Name(request.Kind), request.Context.ConfigurationHash, Content(request),
        request.Generation.ToString(CultureInfo.InvariantCulture));

    public static string Instance(StudyReportRequest request) => NameBasedUid.For(
        "study instance", Series(request), Uids(request.Reports), Uids(request.Predecessors));

    /// <summary>The series of the notes of a study.</summary>
    public static string NoteSeries(DicomDataset source) => NameBasedUid.For("study series", Study(source), "rejection");

    /// <summary>A note that rejects other reports, or speaks to another receiver, is another note.</summary>
    public static string Note(DicomDataset source, string recipient, IEnumerable<InstanceReference> rejected) =>
        NameBasedUid.For("study instance", NoteSeries(source), recipient,
            Uids(rejected.OrderBy(earlier => earlier.SopInstanceUid, StringComparer.Ordinal)));

    /// <summary>The same however often the study is summarised.</summary>
    public static string Tracking(StudyReportRequest request, string structure, string side) =>
        NameBasedUid.For("study tracking", Study(request), structure, side);

    // Every number and every image behind it: another of any of these is another statement.
    static string Content(StudyReportRequest request)
    {
        var text = new StringBuilder();
        foreach (var muscle in request.Measurements.Muscles)
        {
            Add(muscle.Structure, muscle.Laterality, muscle.Images, muscle.LeftOut, muscle.VolumeCm3);
            foreach (var average in new[] { muscle.AreaCm2, muscle.MeanGrey, muscle.ThicknessCm })
                Add(average?.Mean, average?.Sd, average?.Images, average?.Interval?.Low, average?.Interval?.High);
            // Stated only where it is not what the codes say.
            foreach (var average in new[] { muscle.AreaCm2, muscle.MeanGrey })
                if (average?.Interval is { } range && IntervalText.Coded(range) is null) Add("coverage", range.Coverage);
            foreach (var slice in muscle.Slices) Add(slice.PositionCm, slice.AreaCm2, slice.Images);
            foreach (var reason in muscle.Reasons) Add(reason);
        }

        foreach (var sides in request.Measurements.Asymmetries)
            Add(sides.Structure, sides.AreaPercent, sides.MeanGreyPercent, sides.ThicknessPercent, sides.VolumePercent);
        foreach (var image in request.Images.OrderBy(image => image.SopInstanceUid, StringComparer.Ordinal)
            .ThenBy(image => image.FrameNumber)
            .ThenBy(image => image.Structure, StringComparer.Ordinal).ThenBy(image => image.Laterality))
            Add(image.SopInstanceUid, image.FrameNumber, image.Structure, image.Laterality, image.Model?.Sha256, image.IsEdited);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Add(params object?[] values) => text.AppendJoin('\u001f', values.Select(Text)).Append('\u001e');
    }

    static string Text(object? value) => value is double number ? number.ToString("R", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    static string Study(StudyReportRequest request) => Study(request.Source);

    static string Study(DicomDataset source) => SourceReference.Uid(source, DicomTag.StudyInstanceUID);

    static string Uids(IEnumerable<InstanceReference> instances) => string.Join('+', instances.Select(instance => instance.SopInstanceUid));
}
