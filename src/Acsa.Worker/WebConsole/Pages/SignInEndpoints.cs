using Acsa.Worker.WebConsole.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.WebConsole.Pages;

/// <summary>Signing in and out with a browser, with or without scripts.</summary>
static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", Ask).WithMetadata(new RequiresRole(Role.None));
        app.MapPost("/sign-in", SignInAsync).WithMetadata(new RequiresRole(Role.None));
        app.MapPost("/sign-out", SignOutAsync).WithMetadata(new RequiresRole(Role.None));
    }

    static IResult Ask(HttpContext context) =>
        context.Visitor().Role == Role.None ? Page(context.Request.Query["to"].ToString(), null) : TypedResults.Redirect("/");

    static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, Gate gate)
    {
        await gate.SignOutAsync(context);
        return TypedResults.Redirect("/sign-in");
    }

    static async Task<IResult> SignInAsync(HttpContext context, Gate gate)
    {
        if (!context.Request.HasFormContentType) return TypedResults.BadRequest();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var to = form["to"].ToString();
        var (success, wait) = await gate.SignInAsync(form["name"].ToString(), form["password"].ToString(), context);
        if (success) return TypedResults.LocalRedirect(IsLocal(to) ? to : "/");
        if (wait <= TimeSpan.Zero) return Page(to, "Name or password is wrong.", StatusCodes.Status401Unauthorized);
        context.Response.Headers.RetryAfter = FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds):0}");
        return Page(to, "Too many failed attempts. Wait a few minutes.", StatusCodes.Status429TooManyRequests);
    }

    static RazorComponentResult<SignInPage> Page(string to, string? problem, int status = StatusCodes.Status200OK) =>
        new(new Dictionary<string, object?> { ["To"] = IsLocal(to) ? to : "", ["Problem"] = problem }) { StatusCode = status };

    // A path of this console: neither //elsewhere nor /\elsewhere.
    static bool IsLocal(string to) =>
        to.Length is > 0 and < 512 && to[0] == '/' && (to.Length == 1 || to[1] is not ('/' or '\\')) && !to.Any(char.IsControl);
}
