namespace Acsa.Worker.WebConsole.Api;

/// <summary>A caller that is to be admitted, or to be admitted no more.</summary>
/// <param name="Host">IP address, name, or <c>*</c> for any.</param>
sealed record CallerRequest(string AeTitle, string Host);
