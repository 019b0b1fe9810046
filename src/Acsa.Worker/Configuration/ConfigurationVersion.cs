namespace Acsa.Worker.Configuration;

/// <summary>A configuration that was in use.</summary>
/// <param name="Id">Its name in the history.</param>
/// <param name="At">When it came into use through the console.</param>
/// <param name="By">Who put it into use.</param>
sealed record ConfigurationVersion(string Id, DateTimeOffset At, string By);
