using Acsa.Worker.Audit;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.WebConsole.Access;
using Acsa.Worker.WebConsole.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.WebConsole.Api;

// What keeps the node in order: models, log, audit, configuration, users.
static partial class ConsoleApi
{
    const int MostLines = 2000;

    static void MapCare(IEndpointRouteBuilder app)
    {
        Get(app, "/models", Role.Viewer, new("listModels", "Models in use, problems, last golden cases"), Models);
        Post(app, "/models/verify", Role.Operator, new("verifyModels", "Run the golden cases on each execution provider"), VerifyAsync);
        Get(app, "/log", Role.Operator, new("getLog", "The log's last lines; ?least=information|warning|error"), ReadLog);
        Get(app, "/audit", Role.Administrator, new("getAudit", "Who did what"),
            async (HttpContext context, IAuditTrail audit) =>
                Json(new { entries = await audit.LastAsync(MostLines, context.RequestAborted) }));
        Get(app, "/configuration", Role.Administrator, new("getConfiguration", "The configuration file, its version and history"),
            Configuration);
        Put(app, "/configuration", Role.Administrator,
            new("putConfiguration", "Replace the configuration by one that is in order", typeof(ConfigurationRequest)), SaveAsync);
        Post(app, "/configuration/check", Role.Administrator,
            new("checkConfiguration", "Say what is wrong with a configuration; changes nothing", typeof(ConfigurationRequest)), CheckAsync);
        Get(app, "/configuration/history/{id}", Role.Administrator, new("getConfigurationVersion", "An earlier configuration"),
            (ConfigurationStore store, string id) =>
                Task.FromResult(store.HistoryText(id) is { } text ? Json(new { id, text }) : Unknown("version")));
        Get(app, "/users", Role.Administrator, new("listUsers", "Users and their roles"), (UserFile users) => Task.FromResult(Json(new
        {
            users = users.Users.Select(user => new { user.Name, user.Role, hasPassword = user.PasswordHash is not null }),
        })));
        Put(app, "/users/{name}", Role.Administrator, new("putUser", "Add a user, or change role or password", typeof(UserRequest)),
            PutUserAsync);
        Delete(app, "/users/{name}", Role.Administrator, new("removeUser", "Remove a user"), RemoveUserAsync);
    }

    static Task<IResult> Models(ModelsView models) => Task.FromResult(Json(models.Read()));

    static async Task<IResult> VerifyAsync(HttpContext context, ModelTests tests, Deeds deeds)
    {
        var results = await deeds.DoAsync(context, "verify models", "", () => tests.RunAsync(context.RequestAborted),
            results => results.All(result => result.Passed != false));
        return Json(new { tests = results,
            message = $"{results.Count(result => result.Passed == true)} of {results.Count} golden cases passed." });
    }

    static Task<IResult> ReadLog(RecentLog log, string? least) => Task.FromResult(Json(new
    {
        lines = log.Last(LevelOf(least), MostLines)
            .Select(line => new { line.At, level = line.Level.ToString(), line.EventId, line.Source, line.Text }),
    }));

    public static LogLevel LevelOf(string? least) => least switch
    {
        null or "" or "information" => LogLevel.Information,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => throw new FormatException($"least is {least}; expected information, warning or error."),
    };

    static Task<IResult> Configuration(ConfigurationStore store)
    {
        var text = store.Read();
        return Task.FromResult(Json(new
        {
            file = store.Origin, version = ConfigurationStore.VersionOf(text), text, awaitingRestart = store.AwaitingRestart(),
                history = store.History(),
        }));
    }

    static async Task<IResult> CheckAsync(HttpContext context, ConfigurationStore store)
    {
        var errors = store.Check((await BodyAsync<ConfigurationRequest>(context)).Text ?? "");
        return Json(new { valid = errors.Count == 0, errors, message = errors.Count == 0 ? "The configuration is in order."
            : "The configuration has mistakes." });
    }

    static async Task<IResult> SaveAsync(HttpContext context, ConfigurationStore store, Deeds deeds)
    {
        var request = await BodyAsync<ConfigurationRequest>(context);
        await deeds.DoAsync(context, "change configuration", ConfigurationStore.VersionOf(request.Text ?? ""), async () =>
        {
            await store.SaveAsync(request.Text ?? "", request.BasedOn ?? "", context.Visitor().Name, context.RequestAborted);
            return true;
        });
        var waiting = store.AwaitingRestart();
        return Json(new
        {
            version = ConfigurationStore.VersionOf(store.Read()), awaitingRestart = waiting,
            message = waiting.Count == 0 ? "Saved, and in use." : $"Saved. In use after a restart: {string.Join(", ", waiting)}.",
        });
    }

    static async Task<IResult> PutUserAsync(HttpContext context, UserFile users, Deeds deeds, string name)
    {
        var request = await BodyAsync<UserRequest>(context);
        RefuseLosingTheLast(users, name, request.Role);
        await deeds.DoAsync(context, "set user", $"{name}: {request.Role}{(request.Password is null ? "" : ", new password")}",
            () => Task.Run(() => Done(() => users.Put(name, request.Role ?? "", request.Password))));
        return Json(new { message = $"{name} is {request.Role}." });
    }

    static async Task<IResult> RemoveUserAsync(HttpContext context, UserFile users, Deeds deeds, string name)
    {
        RefuseLosingTheLast(users, name, null);
        return await deeds.DoAsync(context, "remove user", name, () => Task.FromResult(users.Remove(name)), done => done)
            ? Json(new { message = $"{name} is no user any more." }) : Unknown("user");
    }

    // Without an administrator nobody could make one.
    static void RefuseLosingTheLast(UserFile users, string name, string? role)
    {
        if (role != "administrator" && users.Find(name) is { Role: "administrator", PasswordHash: not null }
            && users.Users.Count(user => user is { Role: "administrator", PasswordHash: not null }) == 1)
            throw new FormatException($"{name} is the last administrator with a password; make another one first.");
    }

    static bool Done(Action action)
    {
        action();
        return true;
    }
}
