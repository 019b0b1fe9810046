using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>All that the console shows of a study.</summary>
/// <param name="Summary">What its images say together; null when they say nothing together.</param>
/// <param name="Priors">Each measured muscle beside the patient's study before.</param>
/// <param name="Edits">Outlines that readers changed.</param>
/// <param name="Destinations">What each destination gets of it, and has.</param>
sealed record StudyView(
    StudyEvidence Study, IReadOnlyList<EventRow> Events, IReadOnlyList<StudyImage> Images, StudyEntry? Summary,
    IReadOnlyList<StudyPrior> Priors, IReadOnlyList<StudyEdit> Edits, IReadOnlyList<DestinationForms> Destinations);
