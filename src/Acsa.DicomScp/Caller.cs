namespace Acsa.DicomScp;

/// <summary>Who is on the other end of an association.</summary>
/// <param name="CallingAe">Calling AE title (PS3.8 9.3.2), trimmed; control characters, which no title has, are question marks.</param>
/// <param name="CalledAe">Called AE title, the same.</param>
/// <param name="Host">Remote IP address as text.</param>
/// <param name="Association">A generated id of this association, for logs and the ledger.</param>
public sealed record Caller(string CallingAe, string CalledAe, string Host, string Association)
{
    /// <summary>Calling AE title.</summary>
    public string CallingAe { get; init; } = Printable(CallingAe);

    /// <summary>Called AE title.</summary>
    public string CalledAe { get; init; } = Printable(CalledAe);

    // PS3.5 6.2, AE. A title is written into the log, on whose lines and terminal a stranger has no say, and into the ledger, where a
    // PostgreSQL has no place for NUL.
    static string Printable(string title) =>
        title.AsSpan().ContainsAnyInRange('\0', '\u001F') || title.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
            ? string.Concat(title.Select(c => char.IsControl(c) ? '?' : c)) : title;
}
