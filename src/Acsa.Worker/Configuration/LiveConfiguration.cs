using Acsa.Reporting;

namespace Acsa.Worker.Configuration;

/// <summary>
/// The configuration in use. Scanners and destinations may be exchanged while the node runs: whoever works by them asks here each time.
/// All else stays as the process started with it.
/// </summary>
sealed class LiveConfiguration
{
    readonly NodeConfiguration _started;
    readonly Dictionary<string, IReadOnlySet<ResultKind>> _fits = new(StringComparer.Ordinal);
    volatile NodeConfiguration _current;
    volatile TaskCompletionSource _changed = New();

    public LiveConfiguration(NodeConfiguration started) => _started = _current = started;

    public NodeConfiguration Current => _current;

    /// <summary>Completed by the next exchange; to be taken before <see cref="Current"/> is looked at.</summary>
    public Task Changed => _changed.Task;

    /// <summary>A configuration that nobody exchanges.</summary>
    public static implicit operator LiveConfiguration(NodeConfiguration configuration) => new(configuration);

    /// <summary>Takes scanners, destinations and routing of another configuration into use.</summary>
    public void Take(NodeConfiguration next)
    {
        lock (_fits)
        {
            _current = _started with
            {
                Scanners = next.Scanners, Destinations = [.. next.Destinations.Select(Fitted)],
                Routing = CanTake(next) ? next.Routing : _current.Routing,
            };
        }

        Interlocked.Exchange(ref _changed, New()).SetResult();
    }

    /// <summary>Whether the routing of another configuration can be used: its models are those that were opened at the start.</summary>
    public bool CanTake(NodeConfiguration next) => next.Routing.Models.IsSubsetOf(_started.Routing.Models);

    /// <summary>Says what a destination that leaves it to the node gets from now on; of no effect on others.</summary>
    public void Fit(string destination, IReadOnlySet<ResultKind> send)
    {
        lock (_fits)
        {
            _fits[destination] = send;
            _current = _current with { Destinations = [.. _current.Destinations.Select(Fitted)] };
        }
    }

    // What follows from the rest of its settings stays: the forms, the rejection note.
    DestinationConfiguration Fitted(DestinationConfiguration to)
    {
        if (!to.IsAuto || !_fits.TryGetValue(to.Name, out var send)) return to;
        return to with
        {
            Send = to.Forms.Apply(send.Concat(to.Send.Where(kind => kind == ResultKind.RejectionNote))),
        };
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
