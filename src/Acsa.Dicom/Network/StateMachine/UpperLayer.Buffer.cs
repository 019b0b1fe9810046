using System.Buffers;
using System.Buffers.Binary;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network.StateMachine;

internal sealed partial class UpperLayer
{
    private void Compact()
    {
        if (_start == 0) return;
        _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
        _filled -= _start;
        _start = 0;
    }

    // Grows by what has arrived, never by what is claimed: a peer pays for our memory byte by byte.
    private void Grow(int needed)
    {
        var wanted = _buffer!.Length;
        if (State == AssociationState.Sta6 && wanted < NetworkLimits.ReceiveBuffer) wanted = NetworkLimits.ReceiveBuffer;
        else if (_filled == wanted) wanted = Math.Min(2 * wanted, Math.Max(needed, wanted + 1));
        if (wanted == _buffer.Length) return;

        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private void ReturnBuffer()
    {
        // A read that still runs owns the buffer; then it is left to the collector.
        if (_readAhead is null or { IsCompleted: true } && Interlocked.Exchange(ref _buffer, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    // Steps over the whole PDUs that were read ahead and looks for an A-ABORT among them.
    private bool AbortLiesAhead()
    {
        var position = _start + _cursor.PduRemaining;
        while (_filled - position >= PduHeader.Size)
        {
            var header = PduHeader.Read(_buffer.AsSpan(position));
            if (header.Type == PduType.Abort) return true;
            if (header.Length > (uint)(_filled - position)) return false;
            position += PduHeader.Size + (int)header.Length;
        }

        return false;
    }

    private void RestartIdle()
    {
        if (Volatile.Read(ref _waitingSince) != 0) Volatile.Write(ref _waitingSince, _settings.Time.GetTimestamp());
    }

    // Silence counts only while we wait for the peer: a slow provider of ours is not the peer's fault. The waits within one PDU add up, so
    // that a byte now and then is no sign of life.
    private void BeginWait()
    {
        _waitsWithinPdu = _start < _filled || _cursor.IsWithinPdu;
        Volatile.Write(ref _waitingSince, _settings.Time.GetTimestamp() - (_waitsWithinPdu ? _waitedWithinPdu : 0));
    }

    private void EndWait()
    {
        _waitedWithinPdu = _waitsWithinPdu ? _settings.Time.GetTimestamp() - Volatile.Read(ref _waitingSince) : 0;
        Volatile.Write(ref _waitingSince, 0);
    }

    private void OnIdleTick()
    {
        if (IsOver(Volatile.Read(ref _writingSince), out var left))
        {
            // Nothing more can be told to a peer that takes nothing.
            Close(AssociationEnd.IdleExpired);
            return;
        }

        if (IsOver(Volatile.Read(ref _waitingSince), out var leftOfWait))
        {
            Stop(AssociationEnd.IdleExpired);
            return;
        }

        var next = left < leftOfWait ? left : leftOfWait;
        if (next < _settings.Idle) _idleTimer.Change(next, _settings.Idle);
    }

    private bool IsOver(long since, out TimeSpan left)
    {
        left = since == 0 ? _settings.Idle : _settings.Idle - _settings.Time.GetElapsedTime(since);
        return left <= TimeSpan.Zero;
    }
}
