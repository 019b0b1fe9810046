using Acsa.Reporting;

namespace Acsa.Worker.Studies;

/// <summary>What is to be recorded of a study as a whole.</summary>
/// <param name="Instances">Each with the destinations that it is for.</param>
/// <param name="Replaced">SOP Instance UIDs of earlier ones that are told to nobody any more.</param>
/// <param name="Reasons">Why something is missing.</param>
sealed record WrittenStudy(IReadOnlyList<ResultInstance> Instances, IReadOnlyList<string> Replaced, IReadOnlyList<string> Reasons)
{
    /// <summary>SOP Instance UIDs of earlier ones that were taken back and say what is to be said now.</summary>
    public IReadOnlyList<string> Standing { get; init; } = [];
}
