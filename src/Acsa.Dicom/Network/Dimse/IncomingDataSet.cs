namespace Acsa.Dicom.Network.Dimse;

/// <summary>Takes the data set of one incoming message, piece by piece.</summary>
internal abstract class IncomingDataSet
{
    /// <summary>Takes the next piece; failures are kept for the response, not thrown.</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>The association ended before the data set did.</summary>
    public virtual ValueTask AbortAsync(CStoreAbortReason reason) => ValueTask.CompletedTask;
}

/// <summary>Reads and forgets: the answer is settled already.</summary>
internal sealed class DiscardedDataSet(DicomStatus status) : IncomingDataSet
{
    public DicomStatus Status { get; } = status;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => ValueTask.CompletedTask;
}

/// <summary>Holds a small data set in memory, such as a storage commitment result.</summary>
internal sealed class HeldDataSet(int maximum) : IncomingDataSet
{
    private readonly MemoryStream _bytes = new();

    public bool IsTooLarge { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (IsTooLarge) return ValueTask.CompletedTask;
        IsTooLarge = _bytes.Length + bytes.Length > maximum;
        if (IsTooLarge) _bytes.SetLength(0);
        else _bytes.Write(bytes.Span);
        return ValueTask.CompletedTask;
    }
}
