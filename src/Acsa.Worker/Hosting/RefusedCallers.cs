using Acsa.DicomScp;

namespace Acsa.Worker.Hosting;

/// <summary>The callers refused last, newest first, for the console.</summary>
sealed class RefusedCallers(TimeProvider time) : IRefusedCallers
{
    const int Kept = 100;
    readonly LinkedList<(DateTimeOffset At, Caller Caller, AdmissionVerdict Verdict)> _list = [];

    public void Add(Caller caller, AdmissionVerdict verdict)
    {
        lock (_list)
        {
            _list.AddFirst((time.GetUtcNow(), caller, verdict));
            if (_list.Count > Kept) _list.RemoveLast();
        }
    }

    public IReadOnlyList<(DateTimeOffset At, Caller Caller, AdmissionVerdict Verdict)> Snapshot()
    {
        lock (_list) return [.. _list];
    }
}
