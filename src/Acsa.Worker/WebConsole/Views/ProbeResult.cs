using Acsa.Worker.Fitness;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>What a destination shows and takes.</summary>
/// <param name="Protocol">For example Tls13; null without TLS.</param>
/// <param name="Certificate">Subject of the certificate shown.</param>
/// <param name="Thumbprint">Its SHA-256.</param>
/// <param name="Trust">Whether the configuration believes it: "believed", or why not.</param>
/// <param name="Classes">Each kind of object with what the destination says to it.</param>
/// <param name="Failure">Why no more is known; null when all went well.</param>
sealed record ProbeResult(
    string Destination, DateTimeOffset At, string? Protocol, string? Certificate, string? Thumbprint, DateTimeOffset? Expires,
    string? Trust,
    IReadOnlyList<ClassAnswer> Classes, string? Failure)
{
    /// <summary>Whole days until the certificate ends, negative when it has; null without one.</summary>
    public int? DaysLeft(DateTimeOffset now) => Expires is { } end ? (int)Math.Floor((end - now).TotalDays) : null;
}
