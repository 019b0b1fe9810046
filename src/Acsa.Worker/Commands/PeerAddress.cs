using System.Globalization;
using Acsa.Worker.Configuration;
using Acsa.Worker.Tls;

namespace Acsa.Worker.Commands;

/// <summary>A DICOM peer as written on the command line: AET@HOST:PORT, or the name of a configured destination.</summary>
sealed record PeerAddress(string AeTitle, string Host, int Port)
{
    /// <summary>How calls are secured; null = not at all, as always with AET@HOST:PORT.</summary>
    public DestinationTlsConfiguration? Tls { get; init; }

    /// <summary>Secures a call; throws <see cref="ConfigurationException"/> when the files of certificates cannot be used.</summary>
    public ITlsInitiator? TlsInitiator()
    {
        if (Tls is null) return null;
        var (side, problems) = TlsLoader.Load(Tls.Files, false, Tls.HostName, DateTimeOffset.UtcNow);
        if (side is not null) return TlsStack.Initiator(() => side);
        throw new ConfigurationException(
            [.. problems.Select(problem => new ConfigurationError("the configuration", problem.Path, problem.Value, problem.Expected))]);
    }

    /// <summary>Reads the notation; throws <see cref="UsageException"/>.</summary>
    public static PeerAddress Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var colon = text.LastIndexOf(':');
        if (at > 0 && colon > at + 1
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port is > 0 and <= 65535)
        {
            var peer = new PeerAddress(text[..at], text[(at + 1)..colon].Trim('[', ']'), port);
            if (ConfigurationRules.IsAeTitle(peer.AeTitle) && ConfigurationRules.IsHost(peer.Host)) return peer;
        }

        throw new UsageException(
            $"'{text}' is not a peer; expected AET@HOST:PORT, for example PACS@10.0.0.9:104, " +
            "or the name of a destination in the configuration.");
    }

    /// <summary>Reads the notation, or looks the name up among the configured destinations.</summary>
    public static PeerAddress Find(string text, FileInfo? configuration)
    {
        if (text.Contains('@', StringComparison.Ordinal)) return Parse(text);
        var destinations = File.Exists(CommonOptions.PathOf(configuration)) ? CommonOptions.Read(configuration).Destinations : [];
        return destinations.FirstOrDefault(destination => destination.Name == text) is { } found
            ? new(found.AeTitle, found.Host, found.Port) { Tls = found.Tls }
            : Parse(text);
    }

    public override string ToString() =>
        Host.Contains(':', StringComparison.Ordinal) ? $"{AeTitle}@[{Host}]:{Port}" : $"{AeTitle}@{Host}:{Port}";
}
