using System.Buffers;
using Acsa.Dicom.Network.Pdu;
using Acsa.Dicom.Network.StateMachine;

namespace Acsa.Dicom.Network.Dimse;

/// <summary>Lays messages out in P-DATA-TF PDUs (PS3.8 Annex E) and sends as many of them as fit into one buffer at a time.</summary>
/// <remarks>Command and data set go in PDUs of their own: some receivers cannot take them mixed.</remarks>
internal sealed class MessageSender(UpperLayer upper)
{
    private readonly SemaphoreSlim _oneMessage = new(1, 1);
    private int _payload = NetworkLimits.SmallestPeerMaximum - PresentationDataValue.HeaderSize;

    /// <summary>Takes the peer's maximum length (PS3.8 D.1: header excluded, 0 = no limit).</summary>
    public void SetPeerMaximum(uint maximum)
    {
        var length = maximum == 0 ? NetworkLimits.LargestSentPduLength : Math.Min(maximum, NetworkLimits.LargestSentPduLength);
        _payload = (int)Math.Max(length, NetworkLimits.SmallestPeerMaximum) - PresentationDataValue.HeaderSize;
    }

    /// <summary>Sends a message; its fragments are not mixed with those of another.</summary>
    /// <exception cref="DicomNetworkException">The association has ended.</exception>
    /// <exception cref="IOException">The data set could not be read.</exception>
    public async ValueTask SendAsync(byte contextId, CommandSet command, Stream? dataSet, CancellationToken cancellation)
    {
        await _oneMessage.WaitAsync(cancellation).ConfigureAwait(false);
        var size = CommandSetEncoding.LongestWritten + CommandPdus(CommandSetEncoding.LongestWritten) * PresentationDataValue.PduOverhead;
        if (dataSet is not null) size += NetworkLimits.LargestSentPduLength + PresentationDataValue.PduOverhead;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var filled = WriteCommand(contextId, command, buffer);
            if (dataSet is not null)
                filled = await SendDataSetAsync(contextId, dataSet, buffer, filled, cancellation).ConfigureAwait(false);
            await upper.SendDataAsync(buffer.AsMemory(0, filled), cancellation).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _oneMessage.Release();
        }
    }

    private int CommandPdus(int length) => (length + _payload - 1) / _payload;

    private int WriteCommand(byte contextId, CommandSet command, byte[] buffer)
    {
        Span<byte> encoded = stackalloc byte[CommandSetEncoding.LongestWritten];
        var left = encoded[..CommandSetEncoding.Write(command, encoded)];
        var filled = 0;
        while (!left.IsEmpty)
        {
            var length = Math.Min(left.Length, _payload);
            PresentationDataValue.WriteHeaders(buffer.AsSpan(filled), contextId, isCommand: true, length == left.Length, length);
            filled += PresentationDataValue.PduOverhead;
            left[..length].CopyTo(buffer.AsSpan(filled));
            left = left[length..];
            filled += length;
        }

        return filled;
    }

    // Sends all but the last bufferful, whose length it returns. A stream that cannot tell its length may end in an empty fragment,
    // which PS3.8 Annex E allows.
    private async ValueTask<int> SendDataSetAsync(byte contextId, Stream dataSet, byte[] buffer, int filled, CancellationToken cancellation)
    {
        while (true)
        {
            if (buffer.Length - filled < PresentationDataValue.PduOverhead + Math.Min(_payload, 4096))
            {
                await upper.SendDataAsync(buffer.AsMemory(0, filled), cancellation).ConfigureAwait(false);
                filled = 0;
            }

            var start = filled;
            var room = Math.Min(_payload, buffer.Length - start - PresentationDataValue.PduOverhead);
            // Data sets come from memory or from a file opened for plain reads, which .NET would only hand to another thread.
            cancellation.ThrowIfCancellationRequested();
            var length = dataSet.ReadAtLeast(
                buffer.AsSpan(start + PresentationDataValue.PduOverhead, room), room, throwOnEndOfStream: false);

            var isLast = length < room || (dataSet.CanSeek && dataSet.Position == dataSet.Length);
            PresentationDataValue.WriteHeaders(buffer.AsSpan(start), contextId, isCommand: false, isLast, length);
            filled = start + PresentationDataValue.PduOverhead + length;
            if (isLast) return filled;
        }
    }
}
