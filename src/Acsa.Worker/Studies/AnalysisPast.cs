using Acsa.Reporting;
using Acsa.Worker.Priors;

namespace Acsa.Worker.Studies;

/// <summary>What is known from before about an image that is to be analysed.</summary>
/// <param name="Earlier">Results of earlier runs over the same image, which the new ones replace.</param>
/// <param name="Priors">What earlier studies of the same person measured.</param>
sealed record AnalysisPast(IReadOnlyList<InstanceReference> Earlier, IReadOnlyList<PriorEntry> Priors)
{
    public static AnalysisPast None { get; } = new([], []);
}
