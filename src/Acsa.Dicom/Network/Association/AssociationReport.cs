namespace Acsa.Dicom.Network;

/// <summary>One connection, once it has ended: who called, what was offered and taken, and how it ended. Holds no patient data.</summary>
public sealed record AssociationReport
{
    /// <summary>Counts the connections of this process from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The peer's address.</summary>
    public required string RemoteHost { get; init; }

    /// <summary>The peer's TCP port.</summary>
    public required int RemotePort { get; init; }

    /// <summary>The peer's title; null when no association was requested.</summary>
    public string? CallingAE { get; init; }

    /// <summary>The title that it called; null when no association was requested.</summary>
    public string? CalledAE { get; init; }

    /// <summary>How it ended.</summary>
    public required AssociationEnd End { get; init; }

    /// <summary>The reason of A-ASSOCIATE-RJ, when <see cref="End"/> is <see cref="AssociationEnd.Rejected"/>.</summary>
    public DicomRejectReason? RejectReason { get; init; }

    /// <summary>What was wrong with the peer's bytes, in the words of PS3.8, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>The same without its place: a name to count by, or null.</summary>
    public string? FailureKind { get; init; }

    /// <summary>Offered and taken: one line for each presentation context.</summary>
    public IReadOnlyList<DicomPresentationContext> Contexts { get; init; } = [];

    /// <summary>When the connection was accepted.</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>How long it lasted.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Bytes read from the peer.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>C-STORE requests answered with success or a warning.</summary>
    public int InstancesStored { get; init; }

    /// <summary>C-STORE requests answered with a failure.</summary>
    public int InstancesRefused { get; init; }
}
