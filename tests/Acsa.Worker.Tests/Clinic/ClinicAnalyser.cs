using Acsa.Reporting;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Reconciliation;

namespace Acsa.Worker.Tests.Clinic;

/// <summary>An analysis without images: two results of each instance, named after it as the real ones are; now and then it takes the node
/// down.</summary>
sealed class ClinicAnalyser(Random random) : IInstanceAnalyser
{
    public bool MayDie { get; set; }

    public InstanceAnalysis Analyse(string file, DateTimeOffset runAt, CancellationToken stop)
    {
        if (MayDie && random.NextDouble() < 0.01) throw new DyingException();
        var source = DicomFile.Open(file).Dataset;
        var uid = source.GetSingleValue<string>(DicomTag.SOPInstanceUID);
        return new(
            uid, [new(1, "vastus-lateralis", Acsa.Imaging.Laterality.Left, Measurement.FindingStatus.Measured, [], null, null, null, null,
                null)], [],
            [Result(source, uid, ResultKind.Segmentation), Result(source, uid, ResultKind.StructuredReport)],
            new Dictionary<int, Acsa.Imaging.RgbImage>(), null);
    }

    public static string UidOf(string source, ResultKind kind) => ResultUids.For($"{source} {kind}");

    static ResultInstance Result(DicomDataset source, string uid, ResultKind kind) => new(kind, null, new DicomFile(new DicomDataset
    {
        { DicomTag.SOPClassUID, kind == ResultKind.Segmentation ? DicomUID.SegmentationStorage : DicomUID.Comprehensive3DSRStorage },
        { DicomTag.SOPInstanceUID, UidOf(uid, kind) },
        { DicomTag.StudyInstanceUID, source.GetSingleValue<string>(DicomTag.StudyInstanceUID) },
        { DicomTag.ImageComments, uid },
    }));
}
