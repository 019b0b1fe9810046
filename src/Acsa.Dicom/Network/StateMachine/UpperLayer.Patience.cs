using System.Runtime.CompilerServices;

namespace Acsa.Dicom.Network.StateMachine;

// A thread that waits for its peer gets the data with one wake-up. A call-back takes two, and .NET's socket engine, once a socket has used
// it, makes them for each arrival: half of the time of a small object. So an association has a thread of its own (decisions/090); a
// connection that has not asked for one yet gets it for a moment only.
internal sealed partial class UpperLayer
{
    private static readonly TimeSpan PatienceWithStrangers = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan BeforeAcknowledging = TimeSpan.FromMilliseconds(2);

    // How late a waiting thread sees that it is to stop.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);

    // How late the peer's abort or close is seen while a provider works.
    private static readonly TimeSpan WatchSlice = TimeSpan.FromMilliseconds(20);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadPatientlyAsync()
    {
        if (_network is IPatientReader reader && State != AssociationState.Sta13)
        {
            var outcome = TryRead(reader, TimeSpan.Zero, out var read);
            if (outcome == PatientRead.Nothing)
            {
                await AssociationThread.SwitchTo(this);
                outcome = State == AssociationState.Sta2
                    ? TryRead(reader, PatienceWithStrangers, out read)
                    : WaitAndRead(reader, out read);
            }

            if (outcome == PatientRead.Done) return read;
        }

        return await ReadAsync().ConfigureAwait(false);
    }

    private PatientRead WaitAndRead(IPatientReader reader, out int read)
    {
        var outcome = TryRead(reader, BeforeAcknowledging, out read);
        // The end of the data may be held back until we acknowledge what came before it.
        if (outcome == PatientRead.Nothing) (_network as IPromptReceiver)?.AcknowledgeNow();
        while (outcome == PatientRead.Nothing && !_wake.IsCancellationRequested) outcome = TryRead(reader, Slice, out read);
        return outcome;
    }

    // The same for a provider's work: waits for it, and looks after the peer now and then.
    private void WatchPatiently(Task work, IPatientReader reader)
    {
        while (!_isAtEnd && _readAhead is null && State != AssociationState.Sta1)
        {
            if (Task.WaitAny([work], WatchSlice) == 0) return;
            Compact();
            if (_filled == _buffer!.Length) return; // enough read ahead: TCP holds the peer back
            var outcome = TryRead(reader, TimeSpan.Zero, out var read);
            if (outcome == PatientRead.Nothing) continue;
            if (outcome == PatientRead.Broken) return; // the asynchronous read that follows meets the same, and keeps the reason
            Take(read);
            if (_isAtEnd || AbortLiesAhead()) _peerGone.Cancel();
        }
    }

    private PatientRead TryRead(IPatientReader reader, TimeSpan patience, out int read) =>
        reader.TryRead(_buffer.AsSpan(_filled), patience, out read);
}
