using System.Runtime.CompilerServices;

namespace Acsa.Dicom.Network.StateMachine;

/// <summary>
/// Threads that may wait for a peer: those of the pool must not, because all connections share them. A thread serves one association while
/// data comes in, and returns here when the association falls silent; unused for a while, it ends.
/// </summary>
internal sealed class AssociationThread
{
    private static readonly TimeSpan Unused = TimeSpan.FromSeconds(10);
    private static readonly Stack<AssociationThread> Idle = new();

    [ThreadStatic]
    private static object? _served;

    private readonly SemaphoreSlim _woken = new(0, 1);
    private object? _owner;
    private Action? _work;

    private AssociationThread(object owner, Action work)
    {
        (_owner, _work) = (owner, work);
        new Thread(Run) { IsBackground = true, Name = "DICOM association" }.UnsafeStart();
    }

    /// <summary>Whether the calling thread serves this association. One that serves another, whose provider called us, must not wait
    /// here.</summary>
    public static bool IsServing(object association) => ReferenceEquals(_served, association);

    /// <summary>Awaited, goes on on a thread that serves the association; at once where it already is.</summary>
    public static Switch SwitchTo(object association) => new(association);

    private static void Start(object owner, Action work)
    {
        AssociationThread? idle;
        lock (Idle)
        {
            if (Idle.TryPop(out idle)) (idle._owner, idle._work) = (owner, work);
        }

        if (idle is null) _ = new AssociationThread(owner, work);
        else idle._woken.Release();
    }

    private void Run()
    {
        while (true)
        {
            _served = _owner;
            _work!();
            _served = null;
            lock (Idle)
            {
                (_owner, _work) = (null, null);
                Idle.Push(this);
            }

            if (!_woken.Wait(Unused) && HasLeft()) return;
        }
    }

    private bool HasLeft()
    {
        lock (Idle)
        {
            if (_work is null)
            {
                var others = Idle.Where(thread => thread != this).Reverse().ToArray();
                Idle.Clear();
                foreach (var other in others) Idle.Push(other);
                return true;
            }
        }

        _woken.Wait(); // work came in this very moment
        return false;
    }

    /// <summary>What <c>await AssociationThread.SwitchTo()</c> awaits.</summary>
    internal readonly struct Switch(object association) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => IsServing(association);

        public Switch GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => Start(association, continuation);

        public void UnsafeOnCompleted(Action continuation) => Start(association, continuation);
    }
}
