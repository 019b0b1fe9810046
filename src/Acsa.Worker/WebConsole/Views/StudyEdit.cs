using Acsa.Worker.Reader;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>An outline that a reader changed.</summary>
/// <param name="Reader">As the object that came back names him; null when it names nobody, or is not held any more.</param>
sealed record StudyEdit(EditEntry Edit, string? Reader);
