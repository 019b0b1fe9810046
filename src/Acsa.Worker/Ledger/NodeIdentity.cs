namespace Acsa.Worker.Ledger;

/// <summary>Who a node is among those that share a ledger and a spool.</summary>
/// <param name="Name">From the configuration, lower case: the same after each restart, no other node's.</param>
/// <param name="Session">Of this process.</param>
sealed record NodeIdentity(string Name, string Session)
{
    public static NodeIdentity Of(string name) => new(name.ToLowerInvariant(), Guid.NewGuid().ToString("N"));

    /// <summary>The name under which one loop of this node holds leases.</summary>
    public string NewOwner() => $"{OwnerPrefix(Name)}{Guid.NewGuid():N}";

    /// <summary>What the names of all of a node's owners begin with; a node's name holds no slash.</summary>
    public static string OwnerPrefix(string node) => node + "/";
}
