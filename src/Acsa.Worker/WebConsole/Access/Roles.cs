using System.Diagnostics.CodeAnalysis;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>Roles by the names that files and requests have for them.</summary>
static class Roles
{
    public static IReadOnlyList<string> Names { get; } = ["viewer", "operator", "administrator"];

    public static string NameOf(Role role) => role == Role.None ? "none" : Names[(int)role - 1];

    public static bool TryParse([NotNullWhen(true)] string? name, out Role role)
    {
        role = (Role)(Names.ToList().IndexOf(name ?? "") + 1);
        return role != Role.None;
    }
}
