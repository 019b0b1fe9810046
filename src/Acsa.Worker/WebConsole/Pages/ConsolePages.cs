using Acsa.DicomScp;
using Acsa.Worker.WebConsole.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.WebConsole.Pages;

/// <summary>The pages, each with the role that it takes.</summary>
static class ConsolePages
{
    /// <summary>What the navigation shows.</summary>
    public static IReadOnlyList<(string Path, string Name, Role Role)> Links { get; } =
    [
        ("/", "Overview", Role.Viewer), ("/studies", "Studies", Role.Viewer), ("/callers", "Callers", Role.Viewer),
            ("/peers", "Peers", Role.Viewer),
        ("/models", "Models", Role.Viewer), ("/quality", "Quality", Role.Viewer), ("/log", "Log", Role.Operator),
            ("/audit", "Audit", Role.Administrator),
        ("/configuration", "Configuration", Role.Administrator), ("/users", "Users", Role.Administrator),
    ];

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        Page<OverviewPage>(app, "/", Role.Viewer);
        Page<StudiesPage>(app, "/studies", Role.Viewer);
        Page<StudyPage>(app, "/studies/{uid}", Role.Viewer, new ShowsStudy());
        Page<TrendPage>(app, "/studies/{uid}/trend", Role.Viewer, new ShowsStudy("view trend"));
        Page<CallersPage>(app, "/callers", Role.Viewer);
        Page<PeersPage>(app, "/peers", Role.Viewer);
        Page<ModelsPage>(app, "/models", Role.Viewer);
        Page<QualityPage>(app, "/quality", Role.Viewer);
        Page<LogPage>(app, "/log", Role.Operator);
        Page<AuditPage>(app, "/audit", Role.Administrator);
        Page<ConfigurationPage>(app, "/configuration", Role.Administrator);
        Page<UsersPage>(app, "/users", Role.Administrator);
    }

    static void Page<T>(IEndpointRouteBuilder app, string path, Role role, params object[] marks) where T : IComponent =>
        app.MapGet(path, (HttpContext context) => Render<T>(context)).WithMetadata([new RequiresRole(role), .. marks]);

    static IResult Render<T>(HttpContext context) where T : IComponent
    {
        var uid = context.GetRouteValue("uid") as string;
        if (uid is not null && !InstanceHeader.IsUid(uid)) return TypedResults.NotFound();
        return uid is null ? new RazorComponentResult<T>() : new RazorComponentResult<T>(new Dictionary<string, object?> { ["Uid"] = uid });
    }
}
