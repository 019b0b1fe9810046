namespace Acsa.Worker.WebConsole.Access;

/// <summary>What a user may do; each may do what those before it may.</summary>
enum Role
{
    /// <summary>Nothing but sign in.</summary>
    None,

    /// <summary>Look at studies and results.</summary>
    Viewer,

    /// <summary>Send again, complete, analyse again, test peers.</summary>
    Operator,

    /// <summary>Change the configuration and the users, read the audit.</summary>
    Administrator,
}
