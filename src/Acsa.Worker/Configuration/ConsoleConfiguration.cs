namespace Acsa.Worker.Configuration;

/// <summary>The web console.</summary>
/// <param name="Url">Where it is served; beyond this machine only by HTTPS.</param>
/// <param name="IsServed">Whether it is served at all.</param>
sealed record ConsoleConfiguration(Uri Url, bool IsServed = true)
{
    /// <summary>The certificate that it shows; null without HTTPS.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>The reverse proxy that signs people in; null = none.</summary>
    public ConsoleProxyConfiguration? Proxy { get; init; }

    /// <summary>Absolute path of the users' file; null = in the data folder.</summary>
    public string? Users { get; init; }
}
