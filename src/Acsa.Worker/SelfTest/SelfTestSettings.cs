using Acsa.Worker.Commands;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.SelfTest;

/// <summary>What a self-test goes by.</summary>
/// <param name="Archive">Where results are looked for.</param>
/// <param name="Tls">Secures calls to it; null = not at all.</param>
/// <param name="Node">The running node, as scanners call it.</param>
/// <param name="CallingTitle">As whom the image is sent.</param>
/// <param name="Folder">Of the acceptance file.</param>
sealed record SelfTestSettings(
    NodeConfiguration Configuration, DestinationConfiguration Archive, ITlsInitiator? Tls, PeerAddress Node, string CallingTitle,
        string Folder)
{
    public const string DefaultMoveTitle = "ACSASELFTEST";
    public const int DefaultMovePort = 11113;

    /// <summary>Whose installation it is, for the page.</summary>
    public string Site { get; init; } = Environment.MachineName;

    public FetchWay Fetch { get; init; }

    /// <summary>The AE title by which the archive knows the port that it moves to.</summary>
    public string MoveTitle { get; init; } = DefaultMoveTitle;

    public int MovePort { get; init; } = DefaultMovePort;

    /// <summary>What that port shows and believes; null = a port without TLS.</summary>
    public TlsSide? MoveTls { get; init; }

    /// <summary>Whether an archive may put values of its own into what it files patient and study by.</summary>
    public bool AllowsCoercion { get; init; }

    /// <summary>How long results are waited for beyond the time that a study has to be quiet.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);
}
