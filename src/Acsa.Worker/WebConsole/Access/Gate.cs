using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Acsa.Worker.Audit;
using Acsa.Worker.Configuration;
using Microsoft.AspNetCore.Http;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>Finds out who makes a request, and signs people in.</summary>
sealed class Gate(
    ConsoleConfiguration console, UserFile users, Sessions sessions, SignInLimiter limiter, SaidLately said, IAuditTrail audit,
    TimeProvider time) : IDisposable
{
    const string SignedIn = "sign in";
    const string TooMany = "too many failed attempts";

    // What the console's script says with the requests that nobody's hand makes.
    const string OfItself = "X-Live";

    // Hashing is made to be slow; more at a time would take the processors from the studies.
    readonly SemaphoreSlim _hashing = new(2, 2);

    /// <summary>The cookie's name; over HTTPS browsers hold it to this host and path (RFC 6265bis 4.1.3.2).</summary>
    public string Cookie => IsHttps ? "__Host-acsa" : "acsa";

    public bool IsHttps => console.Url.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether whoever reaches the console has to sign in.</summary>
    public bool AsksForSignIn => IsHttps || !ConsoleSection.IsThisMachine(console.Url) || console.Proxy is not null || !users.IsEmpty;

    /// <summary>Who makes the request; null when the request is to be refused whoever makes it.</summary>
    public async Task<Visitor?> KnowAsync(HttpContext context)
    {
        if (users.TakeChangedBeside() is { Count: > 0 } names)
        {
            var what = $"{string.Join(", ", names)} was added, changed or removed";
            await audit.AddAsync(new(time.GetUtcNow(), "(beside the console)", "", "set user", what, true), CancellationToken.None);
        }

        var request = context.Request;
        if (console.Proxy is { } proxy && request.Headers.TryGetValue(proxy.Header, out var named))
        {
            if (!IsFrom(proxy, context.Connection.RemoteIpAddress) || named.Count != 1) return null;
            var proxied = OfProxy(named[0] ?? "", proxy);
            if (proxied.Role != Role.None) await NoteAsync(proxied.Name, context, "by the reverse proxy", true);
            return proxied;
        }

        if (request.Headers.TryGetValue("Authorization", out var authorization))
        {
            return authorization.Count == 1 && Credentials(authorization[0]) is var (name, password)
                ? await OfPasswordAsync(name, password, context) : Visitor.Nobody;
        }

        if (request.Cookies.TryGetValue(Cookie, out var token)
            && sessions.UserOf(token, users, renews: !request.Headers.ContainsKey(OfItself)) is { } known)
            return Of(known, VisitorWay.Session);
        return AsksForSignIn ? Visitor.Nobody : Visitor.Local;
    }

    /// <summary>Begins a session.</summary>
    /// <returns>Whether it was begun; when not, how long to wait before the next attempt (zero = the password is wrong).</returns>
    public async Task<(bool Success, TimeSpan Wait)> SignInAsync(string name, string password, HttpContext context)
    {
        var (user, wait) = await VerifyAsync(name, password, context);
        if (wait > TimeSpan.Zero)
        {
            await NoteAsync(Shown(name), context, TooMany, false);
            return (false, wait);
        }

        await audit.AddAsync(
            new(time.GetUtcNow(), Shown(name), AddressOf(context), SignedIn, "", user is not null), context.RequestAborted);
        if (user is null) return (false, TimeSpan.Zero);
        context.Response.Cookies.Append(Cookie, sessions.Begin(user), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = IsHttps, Path = "/", IsEssential = true,
        });
        return (true, TimeSpan.Zero);
    }

    public async Task SignOutAsync(HttpContext context)
    {
        if (context.Visitor() is { Way: VisitorWay.Session } visitor)
            await audit.AddAsync(new(time.GetUtcNow(), visitor.Name, AddressOf(context), "sign out", "", true), context.RequestAborted);
        if (context.Request.Cookies.TryGetValue(Cookie, out var token)) sessions.End(token);
        context.Response.Cookies.Delete(Cookie,
            new CookieOptions { Secure = IsHttps, Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict });
    }

    public void Dispose() => _hashing.Dispose();

    async Task<Visitor> OfPasswordAsync(string name, string password, HttpContext context)
    {
        var (user, wait) = await VerifyAsync(name, password, context);
        if (user is not null) await NoteAsync(user.Name, context, "with each request", true);
        else if (wait > TimeSpan.Zero) await NoteAsync(Shown(name), context, TooMany, false);
        else await audit.AddAsync(
            new(time.GetUtcNow(), Shown(name), AddressOf(context), SignedIn, "with each request", false), context.RequestAborted);
        return user is null ? Visitor.Nobody : Of(user, VisitorWay.Basic);
    }

    // What every request would say again is said once in a while.
    async Task NoteAsync(string name, HttpContext context, string how, bool isSuccess)
    {
        var (from, key) = (AddressOf(context), $"{SignedIn}\n{name}\n{AddressOf(context)}\n{how}");
        if (said.IsNew(key)) await audit.AddAsync(new(time.GetUtcNow(), name, from, SignedIn, how, isSuccess), CancellationToken.None);
    }

    async Task<(ConsoleUser? User, TimeSpan Wait)> VerifyAsync(string name, string password, HttpContext context)
    {
        var address = AddressOf(context);
        if (limiter.WaitFor(address, name) is var wait && wait > TimeSpan.Zero) return (null, wait);
        await _hashing.WaitAsync(context.RequestAborted);
        try
        {
            // Of many attempts at a time those that waited their turn here have not been counted yet when they came.
            if (limiter.WaitFor(address, name) is var late && late > TimeSpan.Zero) return (null, late);
            if (await Task.Run(() => users.Verify(name, password), context.RequestAborted) is { } user) return (user, TimeSpan.Zero);
        }
        finally
        {
            _hashing.Release();
        }

        limiter.Failed(address, name);
        return (null, TimeSpan.Zero);
    }

    Visitor OfProxy(string name, ConsoleProxyConfiguration proxy)
    {
        if (users.Find(name) is { } user) return Of(user, VisitorWay.Proxy);
        return proxy.Role is { } role && Roles.TryParse(role, out var granted) && name.Length is > 0 and <= 256 && !name.Any(char.IsControl)
            ? new(name, granted, VisitorWay.Proxy) : Visitor.Nobody;
    }

    static Visitor Of(ConsoleUser user, VisitorWay way) =>
        new(user.Name, Roles.TryParse(user.Role, out var role) ? role : Role.None, way);

    static bool IsFrom(ConsoleProxyConfiguration proxy, IPAddress? remote)
    {
        if (remote is null) return false;
        var plain = remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote;
        return proxy.From.Contains(plain);
    }

    // RFC 7617 2
    static (string Name, string Password)? Credentials(string? header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || value
            is not { Scheme: "Basic", Parameter.Length: < 2048 }) return null;
        var bytes = new byte[value.Parameter!.Length];
        if (!Convert.TryFromBase64String(value.Parameter, bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..]);
    }

    // What was typed for a name may be a password in the wrong field.
    string Shown(string name) => users.Find(name) is null ? "(unknown name)" : name;

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
