using System.Net;
using System.Net.Sockets;

namespace Acsa.DicomScp;

/// <summary>Admission by a list of callers: own title, calling title, host.</summary>
public sealed class AdmissionList(string ownAeTitle, IReadOnlyList<AdmittedCaller> callers) : IAdmission
{
    /// <inheritdoc/>
    public async Task<AdmissionVerdict> JudgeAsync(Caller caller, CancellationToken stop)
    {
        // PS3.8 9.3.2: leading and trailing spaces of a title are not significant; case is.
        if (!string.Equals(caller.CalledAe.Trim(), ownAeTitle, StringComparison.Ordinal)) return AdmissionVerdict.CalledAeUnknown;

        var titled = Titled(caller);
        if (titled.Count == 0) return AdmissionVerdict.CallingAeUnknown;

        foreach (var candidate in titled)
        {
            if (await IsAtAsync(candidate.Host, caller.Host, stop)) return AdmissionVerdict.Admitted;
        }

        return AdmissionVerdict.HostNotAllowed;
    }

    /// <inheritdoc/>
    public async Task<CallerRights> RightsOfAsync(Caller caller, CancellationToken stop)
    {
        var rights = CallerRights.None;
        foreach (var candidate in Titled(caller))
        {
            if (await IsAtAsync(candidate.Host, caller.Host, stop)) rights |= candidate.Rights;
        }

        return rights;
    }

    List<AdmittedCaller> Titled(Caller caller) =>
        [.. callers.Where(c => c.AeTitle is AdmittedCaller.Any || c.AeTitle == caller.CallingAe.Trim())];

    static async Task<bool> IsAtAsync(string configured, string remote, CancellationToken stop)
    {
        if (configured is AdmittedCaller.Any) return true;
        if (!IPAddress.TryParse(remote, out var address)) return string.Equals(configured, remote, StringComparison.OrdinalIgnoreCase);
        if (IPAddress.TryParse(configured, out var literal)) return Same(literal, address);

        try
        {
            // Looked up on each call: a scanner's address may change with its lease, and a call is rare beside a look-up.
            var known = await Dns.GetHostAddressesAsync(configured, stop);
            return known.Any(k => Same(k, address));
        }
        catch (SocketException)
        {
            return false; // A name that does not resolve is nobody's address.
        }
    }

    static bool Same(IPAddress configured, IPAddress remote)
    {
        var (a, b) = (Plain(configured), Plain(remote));
        // A link-local caller comes with the interface that it was heard on, which a configuration need not name (RFC 4007 6).
        return a.Equals(b) ||
            (a.IsIPv6LinkLocal && b.IsIPv6LinkLocal && a.ScopeId == 0 && a.GetAddressBytes().SequenceEqual(b.GetAddressBytes()));
    }

    // A dual-mode socket reports an IPv4 peer as ::ffff:10.0.0.5.
    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
