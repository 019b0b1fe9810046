using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>A frame whose numbers enter those of its study.</summary>
/// <param name="Instance">The image; null when its file is not held any more, so that nothing can refer to it.</param>
/// <param name="HasFrames">Whether its class has frames, so that references name them.</param>
/// <param name="Structure">Key of config/structures.json.</param>
/// <param name="Model">Whose outline it was at first; null when that is not known.</param>
/// <param name="IsEdited">Whether a reader changed the outline.</param>
public sealed record StudyReportImage(
    string SopInstanceUid, int FrameNumber, InstanceReference? Instance, bool HasFrames, string Structure, Laterality Laterality,
    ModelIdentity? Model,
    bool IsEdited);
