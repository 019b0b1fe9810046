namespace Acsa.Worker.WebConsole.Access;

/// <summary>How the console knows a visitor.</summary>
enum VisitorWay
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>He sits at this machine.</summary>
    Local,

    /// <summary>By the cookie of a session.</summary>
    Session,

    /// <summary>By name and password in the request (RFC 7617): programs.</summary>
    Basic,

    /// <summary>By the header of the reverse proxy.</summary>
    Proxy,
}
