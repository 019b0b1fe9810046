using Acsa.Worker.Configuration;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>
/// What every request passes, in this order: security headers; a host name that is ours; known who; allowed by the mark of its endpoint,
/// and an endpoint without one is for nobody; what changes something comes from our own pages or from a program.
/// </summary>
sealed class Doorkeeper(RequestDelegate next, ConsoleConfiguration console, Gate gate, IAntiforgery antiforgery)
{
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    const int Year = 31_536_000;

    public async Task InvokeAsync(HttpContext context)
    {
        AddHeaders(context.Response.Headers);
        if (!IsOurs(context.Request.Host))
        {
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "The request is for another host.");
            return;
        }

        if (await gate.KnowAsync(context) is not { } visitor)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Only the reverse proxy may say who somebody is.");
            return;
        }

        context.Items[typeof(Visitor)] = visitor;
        context.User = visitor.ToPrincipal();
        var required = context.GetEndpoint()?.Metadata.GetMetadata<RequiresRole>()?.Role;
        if (required is null)
        {
            // Whoever is not signed in does not learn what there is.
            if (visitor.Role == Role.None) await AskToSignInAsync(context);
            else await RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such page.");
            return;
        }

        if (!visitor.May(required.Value))
        {
            if (visitor.Role == Role.None) await AskToSignInAsync(context);
            else await RefuseAsync(context, StatusCodes.Status403Forbidden, $"This takes the role {Roles.NameOf(required.Value)}.");
            return;
        }

        if (!IsReadOnly(context.Request) && !await IsMeantAsync(context, visitor))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "The request does not come from a page of this console.");
            return;
        }

        await next(context);
    }

    void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin"; // With "no-referrer" browsers say Origin: null of our own forms, too.
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store"; // Pages show patients' images.
        if (gate.IsHttps) headers.StrictTransportSecurity = $"max-age={Year}";
    }

    // Another name that somebody lets resolve to this machine must not make a browser's page ours (DNS rebinding).
    bool IsOurs(HostString host)
    {
        var name = host.Host.Trim('[', ']');
        if (console.Url.Host == "*" || console.Proxy is not null) return true;
        if (string.Equals(name, console.Url.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)) return true;
        return ConsoleSection.IsThisMachine(console.Url) ? name is "localhost" or "127.0.0.1" or "::1"
            : System.Net.IPAddress.TryParse(console.Url.Host.Trim('[', ']'), out var address)
                && (address.Equals(System.Net.IPAddress.Any) || address.Equals(System.Net.IPAddress.IPv6Any));
    }

    async Task<bool> IsMeantAsync(HttpContext context, Visitor visitor)
    {
        var request = context.Request;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site != "same-origin") return false;
        if (request.Headers.Origin is [{ } origin]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value)) return false;
        // A program sends its password with each request by its own will; no page can make a browser do so.
        if (visitor.Way == VisitorWay.Basic && site.Length == 0) return true;
        return await antiforgery.IsRequestValidAsync(context);
    }

    static bool IsReadOnly(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    Task AskToSignInAsync(HttpContext context)
    {
        if (IsApi(context.Request) || !IsReadOnly(context.Request))
            return RefuseAsync(context, StatusCodes.Status401Unauthorized, "Sign in first.");
        var to = context.Request.Path.Value is { Length: > 1 } path ? $"?to={Uri.EscapeDataString(path)}" : "";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/sign-in" + to;
        return Task.CompletedTask;
    }

    static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api");

    static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = reason }, context.RequestAborted);
    }
}
