namespace Acsa.Worker.WebConsole.Access;

/// <summary>Marks an endpoint with the least role that may use it; an endpoint without the mark answers nobody.</summary>
sealed record RequiresRole(Role Role);
