using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.Versioning;

namespace Acsa.Worker.Hosting;

/// <summary>
/// Runs the node under Windows' service control manager: says when it starts, runs and stops, and passes on the order to stop.
/// </summary>
[SupportedOSPlatform("windows")]
sealed class WindowsService
{
    /// <summary>The name that it is registered by; a process with one service may say any.</summary>
    public const string Name = "AcsaNode";

    // How long the manager is asked to wait for the next word. A spool with much in it is read at the start.
    static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(10);
    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    readonly Func<Action, CancellationToken, Task<int>> _body;
    readonly CancellationTokenSource _stop = new();
    readonly Lock _gate = new();
    // Kept for as long as the process lives: the manager calls them from outside.
    readonly ServiceControl.ServiceMain _main;
    readonly ServiceControl.Handler _handler;
    nint _status;
    ServiceControl.State _state = ServiceControl.State.StartPending;
    int _exit;
    ExceptionDispatchInfo? _failure;

    WindowsService(Func<Action, CancellationToken, Task<int>> body) => (_body, _main, _handler) = (body, Main, Handle);

    /// <summary>
    /// Runs <paramref name="body"/> as the service that the manager started this process for. It gets an action to call once it is
    /// ready, and a token that says stop; its result becomes the process's exit status. Throws <see cref="Win32Exception"/> when the
    /// manager did not start the process.
    /// </summary>
    public static int Run(Func<Action, CancellationToken, Task<int>> body)
    {
        var service = new WindowsService(body);
        ServiceControl.TableEntry[] table = [new(Name, service._main), default];
        // Returns when the service has stopped.
        if (!ServiceControl.StartServiceCtrlDispatcher(table)) throw new Win32Exception();
        service._failure?.Throw();
        return service._exit;
    }

    void Main(int count, nint arguments)
    {
        _status = ServiceControl.RegisterServiceCtrlHandlerEx(Name, _handler, 0);
        if (_status == 0)
        {
            _failure = ExceptionDispatchInfo.Capture(new Win32Exception());
            return;
        }

        Report(ServiceControl.State.StartPending);
        try
        {
            _exit = _body(() => Report(ServiceControl.State.Running), _stop.Token).GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            // Thrown on by Run, on the process's own thread, once the manager knows.
            _failure = ExceptionDispatchInfo.Capture(error);
            _exit = Commands.ExitCode.Of(error);
        }

        Report(ServiceControl.State.Stopped);
    }

    /// <summary>
    /// What the manager is told as dwWin32ExitCode. It starts a service again that stopped with any error, for ever: a wrong configuration
    /// stays wrong until a person changes it, so that it is none; the status is told as dwServiceSpecificExitCode all the same, the reason
    /// to the event log.
    /// </summary>
    internal static int ErrorFor(int exit) =>
        exit is Commands.ExitCode.Success or Commands.ExitCode.Usage ? 0 : ServiceControl.ServiceSpecificError;

    int Handle(int control, int type, nint data, nint context)
    {
        switch (control)
        {
            case ServiceControl.Interrogate:
                return 0;
            case ServiceControl.Stop or ServiceControl.Shutdown:
                Report(ServiceControl.State.StopPending);
                // Not on this thread: the manager waits for it.
                _ = Task.Run(_stop.Cancel);
                return 0;
            default:
                return ServiceControl.NotImplemented;
        }
    }

    void Report(ServiceControl.State state)
    {
        lock (_gate)
        {
            // The word to stop may come while the node still starts; that it is ready is no news then.
            if (_state == ServiceControl.State.StopPending && state == ServiceControl.State.Running) return;
            _state = state;
            var status = new ServiceControl.Status
            {
                Type = ServiceControl.OwnProcess,
                State = state,
                // Told to stop before it is ready, it stops then too.
                Accepted = state is ServiceControl.State.Running or ServiceControl.State.StartPending ? ServiceControl.AcceptStopAndShutdown
                    : 0,
                ExitCode = ErrorFor(_exit),
                ServiceExitCode = _exit,
                Checkpoint = state is ServiceControl.State.StartPending or ServiceControl.State.StopPending ? 1 : 0,
                WaitHint = (int)(state switch
                {
                    ServiceControl.State.StartPending => StartWithin,
                    ServiceControl.State.StopPending => StopWithin,
                    _ => TimeSpan.Zero,
                }).TotalMilliseconds,
            };
            ServiceControl.SetServiceStatus(_status, in status);
        }
    }
}
