namespace Acsa.Worker.Ledger;

/// <summary>The ledger as the nodes that share it see each other. Each method is one transaction.</summary>
interface INodeLedger
{
    /// <summary>The name of the data folder that the ledger's files are in; where it has none yet, the given one from now on.</summary>
    Task<string> PairAsync(string folder, CancellationToken stop);

    /// <summary>Enters a node that has its folder's lock, and gives back what earlier processes of it held.</summary>
    Task JoinAsync(NodeIdentity node, TimeSpan lease, CancellationToken stop);

    /// <summary>Says that a node is alive; false when another process joined under its name.</summary>
    Task<bool> RenewNodeAsync(NodeIdentity node, TimeSpan lease, CancellationToken stop);

    /// <summary>Ends a node's lease and gives its work back, so that the others need not wait for it to run out.</summary>
    Task LeaveAsync(NodeIdentity node, CancellationToken stop);

    /// <summary>Brings back whatever waits for a time later than any that could be set now: a clock was ahead and has been put right. Gives
    /// the number of times.</summary>
    /// <param name="longestWait">The longest that a delivery, a commitment or a destination may wait for.</param>
    Task<int> CorrectTimesAsync(TimeSpan lease, TimeSpan longestWait, CancellationToken stop);

    /// <summary>States a node's times for what one node does for all; returns the nodes alive that state others.</summary>
    Task<IReadOnlyList<string>> StateScheduleAsync(NodeIdentity node, string schedule, CancellationToken stop);

    /// <summary>All nodes that ever joined.</summary>
    Task<IReadOnlyList<NodeRow>> NodesAsync(CancellationToken stop);
}
