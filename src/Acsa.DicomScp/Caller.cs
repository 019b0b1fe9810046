namespace Acsa.DicomScp;

/// <summary>Who is on the other end of an association.</summary>
/// <param name="CallingAe">Calling AE title (PS3.8 9.3.2), trimmed.</param>
/// <param name="CalledAe">Called AE title, trimmed.</param>
/// <param name="Host">Remote IP address as text.</param>
/// <param name="Association">A generated id of this association, for logs and the ledger.</param>
public sealed record Caller(string CallingAe, string CalledAe, string Host, string Association);
