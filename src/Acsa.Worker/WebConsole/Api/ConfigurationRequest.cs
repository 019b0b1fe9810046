namespace Acsa.Worker.WebConsole.Api;

/// <summary>A whole configuration.</summary>
/// <param name="BasedOn">The version that it was made from, as the configuration's own answer says; not needed to check only.</param>
sealed record ConfigurationRequest(string Text, string? BasedOn);
