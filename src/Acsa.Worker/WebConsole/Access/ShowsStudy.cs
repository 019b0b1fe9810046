namespace Acsa.Worker.WebConsole.Access;

/// <summary>Marks an endpoint that shows the study of its route value <c>uid</c>: who looks at it is in the audit trail.</summary>
/// <param name="What">For the trail: what is looked at.</param>
sealed record ShowsStudy(string What = "view");
