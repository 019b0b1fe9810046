using System.Security.Claims;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>Who makes a request.</summary>
/// <param name="Role"><see cref="Role.None"/> = nobody is signed in.</param>
/// <param name="Way">How he is known.</param>
sealed record Visitor(string Name, Role Role, VisitorWay Way)
{
    const string Claim = "acsa-role";

    public static Visitor Nobody { get; } = new("", Role.None, VisitorWay.None);

    /// <summary>Whoever sits at this machine, where no user is set up.</summary>
    public static Visitor Local { get; } = new("local", Role.Administrator, VisitorWay.Local);

    public bool May(Role role) => Role >= role;

    /// <summary>For ASP.NET Core, whose antiforgery tokens are bound to it.</summary>
    public ClaimsPrincipal ToPrincipal() => Role == Role.None ? new(new ClaimsIdentity())
        : new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Name), new(ClaimTypes.Name, Name), new(Claim, Roles.NameOf(Role))],
            Way.ToString()));
}
