using System.Text.Json;
using Acsa.DicomScp;
using Acsa.Worker.Results;
using Acsa.Worker.WebConsole.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.WebConsole.Api;

/// <summary>/api/v1: every action of the console, under the same rules as its pages.</summary>
static partial class ConsoleApi
{
    const string Root = "/api/v1";

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        Get(app, "/session", Role.None, new("getSession", "Who is signed in, and the token for the header X-CSRF-Token"), Session);
        Post(app, "/session", Role.None, new("signIn", "Sign in; the answer sets a cookie", typeof(SignInRequest)), SignInAsync);
        Delete(app, "/session", Role.None, new("signOut", "Sign out"), SignOutAsync);
        MapStudies(app);
        MapPeers(app);
        MapCare(app);
        Get(app, "/openapi.json", Role.Viewer, new("getOpenApi", "This document"), (HttpContext _) => Task.FromResult(Document(app)));
    }

    static IResult Document(IEndpointRouteBuilder app) => Json(OpenApiDocument.Of(
        [.. app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()]));

    static Task<IResult> Session(HttpContext context, IAntiforgery antiforgery)
    {
        var visitor = context.Visitor();
        return Task.FromResult(Json(new
        {
            user = visitor.Name, role = Roles.NameOf(visitor.Role), csrfToken = antiforgery.GetAndStoreTokens(context).RequestToken,
        }));
    }

    static async Task<IResult> SignInAsync(HttpContext context, Gate gate)
    {
        var request = await BodyAsync<SignInRequest>(context);
        var (success, wait) = await gate.SignInAsync(request.Name ?? "", request.Password ?? "", context);
        if (wait > TimeSpan.Zero) return TooMany(context, wait);
        return success ? Json(new { user = request.Name }) : Refusal(StatusCodes.Status401Unauthorized, "Name or password is wrong.");
    }

    static async Task<IResult> SignOutAsync(HttpContext context, Gate gate)
    {
        await gate.SignOutAsync(context);
        return Json(new { user = "", message = "Signed out." });
    }

    public static IResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds):0}");
        return Refusal(StatusCodes.Status429TooManyRequests, "Too many failed attempts; wait a few minutes.");
    }

    // The one way in which requests are read: JSON said to be JSON, so that no form of another site is ever one; unknown keys refused.
    static async Task<T> BodyAsync<T>(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) throw new FormatException("The request's Content-Type has to be application/json.");
        return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Strict, context.RequestAborted)
            ?? throw new JsonException("null");
    }

    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, MaxDepth = 8,
        AllowDuplicateProperties = false, RespectRequiredConstructorParameters = false,
    };

    public static IResult Json<T>(T value) => Microsoft.AspNetCore.Http.Results.Text(ResultJson.Write(value), "application/json");

    static IResult Refusal(int status, string reason) =>
        Microsoft.AspNetCore.Http.Results.Text(ResultJson.Write(new { error = reason }), "application/json", statusCode: status);

    static IResult Unknown(string what) => Refusal(StatusCodes.Status404NotFound, $"There is no such {what}.");

    static bool IsUid(string text) => InstanceHeader.IsUid(text);

    static void Get(IEndpointRouteBuilder app, string path, Role role, ApiNote note, Delegate handler, params object[] marks) =>
        Mark(app.MapGet(Root + path, handler).WithMetadata(marks), role, note);

    static void Post(IEndpointRouteBuilder app, string path, Role role, ApiNote note, Delegate handler) =>
        Mark(app.MapPost(Root + path, handler), role, note);

    static void Put(IEndpointRouteBuilder app, string path, Role role, ApiNote note, Delegate handler) =>
        Mark(app.MapPut(Root + path, handler), role, note);

    static void Delete(IEndpointRouteBuilder app, string path, Role role, ApiNote note, Delegate handler) =>
        Mark(app.MapDelete(Root + path, handler), role, note);

    static void Mark(RouteHandlerBuilder endpoint, Role role, ApiNote note) => endpoint.WithMetadata(new RequiresRole(role), note);
}
