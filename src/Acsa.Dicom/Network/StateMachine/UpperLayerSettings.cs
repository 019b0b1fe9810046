namespace Acsa.Dicom.Network.StateMachine;

/// <summary>What an <see cref="UpperLayer"/> is told once.</summary>
internal sealed record UpperLayerSettings
{
    /// <summary>This side opens the association.</summary>
    public required bool IsRequestor { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>PS3.8 9.1.5: longest wait for A-ASSOCIATE-RQ after connecting, and for the close afterwards.</summary>
    public required TimeSpan Artim { get; init; }

    /// <summary>Longest silence of the peer while we wait for it within an association.</summary>
    public required TimeSpan Idle { get; init; }

    /// <summary>The maximum length that we advertise (PS3.8 D.1).</summary>
    public required int MaximumPresentationData { get; init; }
}
