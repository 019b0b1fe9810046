using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Tests.Reader;

/// <summary>A model that outlines what a test draws, and whose outlines are measured and reported as any model's.</summary>
sealed class DrawnAnalyser(AnalysisSetup setup) : IInstanceAnalyser
{
    readonly FrameLoader _loader = new();
    readonly EditStage _stage = new(setup);
    readonly ReportingStage _reporting = new(setup);

    /// <summary>What it outlines in each frame.</summary>
    public Dictionary<int, List<(string Structure, Laterality Side, Mask Mask)>> Outlines { get; set; } = [];

    public string Version { get; set; } = "1.0";

    /// <summary>What it says of an outline besides.</summary>
    public Func<Finding, Finding> Says { get; set; } = finding => finding;

    public bool Fails { get; set; }

    public InstanceAnalysis Analyse(string file, DateTimeOffset runAt, CancellationToken stop) =>
        Analyse(file, AnalysisPast.None, runAt, stop);

    public InstanceAnalysis Analyse(string file, AnalysisPast past, DateTimeOffset runAt, CancellationToken stop)
    {
        var source = _loader.Open(file);
        if (Fails) return InstanceAnalysis.Failed(source.SopInstanceUid, new("decode", "cannot be decoded", null));
        var facts = ImageFacts.Read(source.Dataset);
        var (findings, pictures) = (new List<Finding>(), new Dictionary<int, RgbImage>());
        foreach (var (number, outlines) in Outlines)
        {
            var frame = _loader.Decode(source, number).Frame!;
            pictures[number] = frame.Picture;
            foreach (var (structure, side, mask) in outlines)
            {
                var entry = ResultEntry.Refused("", null, []) with { Model = new("drawn", Version, "ab" + Version) };
                findings.Add(Says(_stage.Measure(frame, source, facts, new("", structure, side, null, null, [entry]), null, mask, false,
                    null, null)));
            }
        }

        var written = _reporting.Run(source, findings, pictures, past.Earlier, runAt);
        return new(source.SopInstanceUid, findings, [], written.Instances, written.Overlays, null) { Facts = facts };
    }
}
