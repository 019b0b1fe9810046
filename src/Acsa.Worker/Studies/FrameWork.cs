using Acsa.Acquisition;
using Acsa.Measurement;

namespace Acsa.Worker.Studies;

/// <summary>One frame on its way, with failures of its own: frames are analysed at a time, and told of in their order.</summary>
sealed class FrameWork(CancellationToken stop)
{
    public StageRunner Stages { get; } = new(stop);

    /// <summary>Null when it could not be decoded.</summary>
    public Frame? Frame { get; set; }

    /// <summary>Null when it could not be read.</summary>
    public AnatomyReading? Anatomy { get; set; }

    /// <summary>Null when the analysis failed.</summary>
    public IReadOnlyList<Finding>? Findings { get; set; }
}
