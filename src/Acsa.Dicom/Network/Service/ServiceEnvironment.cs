namespace Acsa.Dicom.Network;

/// <summary>What one connection is told by its listener or client.</summary>
internal sealed record ServiceEnvironment
{
    public required long Number { get; init; }

    public required bool IsRequestor { get; init; }

    public required DicomServiceOptions Options { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public required TimeSpan Artim { get; init; }

    public required TimeSpan Idle { get; init; }

    public long MaximumDataSetLength { get; init; } = long.MaxValue;

    /// <summary>Where objects for <see cref="IDicomCStoreProvider"/> lie while it works on them.</summary>
    public string TemporaryFolder { get; init; } = "";

    /// <summary>Takes a place among the allowed associations; null = taken, else the reason of the rejection.</summary>
    public Func<DicomRejectReason?> Enter { get; init; } = static () => null;

    /// <summary>Gives the place back, also when there was none.</summary>
    public Action Leave { get; init; } = static () => { };
}
