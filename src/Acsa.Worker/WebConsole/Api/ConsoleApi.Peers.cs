using System.Globalization;
using System.Text.Json.Nodes;
using Acsa.Worker.Configuration;
using Acsa.Worker.Fitness;
using Acsa.Worker.Hosting;
using Acsa.Worker.WebConsole.Access;
using Acsa.Worker.WebConsole.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.WebConsole.Api;

// Whom the node talks to: callers and destinations.
static partial class ConsoleApi
{
    static void MapPeers(IEndpointRouteBuilder app)
    {
        Get(app, "/callers", Role.Viewer, new("listCallers", "Who may call, and who was refused"), Callers);
        Post(app, "/callers", Role.Administrator, new("allowCaller", "Admit a caller from now on", typeof(CallerRequest)), AllowAsync);
        Delete(app, "/callers", Role.Administrator, new("removeCaller", "Admit a caller no more", typeof(CallerRequest)),
            RemoveCallerAsync);
        Get(app, "/peers", Role.Viewer, new("listPeers", "Destinations with their last echo and probe, and what those with \"send\": \"auto\" take"), Peers);
        Put(app, "/peers/{name}", Role.Administrator, new("putPeer", "Add a destination, or change its address", typeof(PeerRequest)),
            PutPeerAsync);
        Delete(app, "/peers/{name}", Role.Administrator, new("removePeer", "Remove a destination; what waits for it is parked"),
            RemovePeerAsync);
        Post(app, "/peers/{name}/echo", Role.Operator, new("echoPeer", "Ask a destination whether it is there (C-ECHO)"), EchoAsync);
        Post(app, "/peers/{name}/probe", Role.Operator, new("probePeer", "Ask what certificate a destination shows and what it takes"),
            ProbeAsync);
    }

    static Task<IResult> Callers(LiveConfiguration live, RefusedCallers refused) => Task.FromResult(Json(new
    {
        admitted = live.Current.Scanners.Select(scanner => new { scanner.AeTitle, scanner.Host }),
        refused = refused.Snapshot().Select(call => new
        {
            call.CallingAe, call.CalledAe, call.Host, verdict = call.Verdict.ToString(), call.First, call.Last, call.Count, call.Offered,
        }),
    }));

    static async Task<IResult> AllowAsync(HttpContext context, ConfigurationStore store, RefusedCallers refused, Deeds deeds)
    {
        var request = await BodyAsync<CallerRequest>(context);
        var item = new JsonObject { ["aeTitle"] = request.AeTitle, ["host"] = request.Host };
        await deeds.DoAsync(context, "admit", $"{request.AeTitle} at {request.Host}", async () =>
        {
            await store.EditAsync(text => IndexOf(text, request) >= 0 ? text : ConfigurationText.Add(text, "scanners", item),
                context.Visitor().Name, context.RequestAborted);
            return true;
        });
        refused.Forget(request.AeTitle, request.Host);
        return Json(new { message = $"{request.AeTitle} at {request.Host} is admitted from now on." });
    }

    static async Task<IResult> RemoveCallerAsync(HttpContext context, ConfigurationStore store, Deeds deeds)
    {
        var request = await BodyAsync<CallerRequest>(context);
        var isThere = await deeds.DoAsync(context, "admit no more", $"{request.AeTitle} at {request.Host}", async () =>
        {
            if (IndexOf(store.Read(), request) < 0) return false;
            await store.EditAsync(text => IndexOf(text, request) is >= 0 and var index ? ConfigurationText.Remove(text, "scanners", index)
                : text,
                context.Visitor().Name, context.RequestAborted);
            return true;
        }, done => done);
        return isThere ? Json(new { message = $"{request.AeTitle} at {request.Host} is admitted no more." }) : Unknown("caller");
    }

    static int IndexOf(string text, CallerRequest caller) => ConfigurationText.Items(text, "scanners").ToList().FindIndex(item =>
        TextOf(item, "aeTitle") == caller.AeTitle && (TextOf(item, "host") ?? "*") == caller.Host);

    static string? TextOf(JsonObject item, string key) => item[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text
        : null;

    static Task<IResult> Peers(LiveConfiguration live, PeerTests tests, FitnessBook fitness) => Task.FromResult(Json(new
    {
        peers = live.Current.Destinations.Select(to => new
        {
            to.Name, to.AeTitle, to.Host, to.Port, send = to.Send.Select(Delivery.ResultNames.Name), to.Commitment, tls = to.Tls
                is not null,
            auto = to.IsAuto, fitness = fitness.Of(to.Name), echo = tests.LastEcho(to.Name), probe = Shape(tests.LastProbe(to.Name)),
        }),
    }));

    static object? Shape(ProbeResult? probe) => probe is null ? null : new
    {
        probe.At, probe.Protocol, probe.Certificate, probe.Thumbprint, probe.Expires, probe.Trust, probe.Failure,
        classes = probe.Classes.Select(row => new { @class = row.Name, row.SopClassUid, row.IsTaken, row.Answer }),
    };

    static async Task<IResult> PutPeerAsync(HttpContext context, ConfigurationStore store, Deeds deeds, string name)
    {
        var request = await BodyAsync<PeerRequest>(context);
        await deeds.DoAsync(context, "set peer",
            string.Create(CultureInfo.InvariantCulture, $"{name}: {request.AeTitle}@{request.Host}:{request.Port}"), async () =>
        {
            await store.EditAsync(text => WithPeer(text, name, request), context.Visitor().Name, context.RequestAborted);
            return true;
        });
        return Json(new { message = $"{name} is in use as it is now." });
    }

    static string WithPeer(string text, string name, PeerRequest request)
    {
        var items = ConfigurationText.Items(text, "destinations").ToList();
        var index = items.FindIndex(item => TextOf(item, "name") == name);
        var next = index < 0 ? new JsonObject { ["name"] = name } : items[index].DeepClone().AsObject();
        (next["aeTitle"], next["host"], next["port"]) = (request.AeTitle, request.Host, request.Port);
        if (request.Send is { } kinds) next["send"] = new JsonArray([.. kinds.Select(kind => JsonValue.Create(kind))]);
        if (request.Commitment is { } commitment) next["commitment"] = commitment;
        return index < 0 ? ConfigurationText.Add(text, "destinations", next) : ConfigurationText.Replace(text, "destinations", index, next);
    }

    static async Task<IResult> RemovePeerAsync(HttpContext context, ConfigurationStore store, LiveConfiguration live, Deeds deeds,
        string name)
    {
        if (live.Current.Destinations.All(to => to.Name != name)) return Unknown("destination");
        await deeds.DoAsync(context, "remove peer", name, async () =>
        {
            await store.EditAsync(text => ConfigurationText.Items(text, "destinations").ToList()
                .FindIndex(item => TextOf(item, "name") == name)
                is >= 0 and var index ? ConfigurationText.Remove(text, "destinations", index) : text, context.Visitor().Name,
                    context.RequestAborted);
            return true;
        });
        return Json(new { message = $"{name} gets no more results; what waits for it is parked." });
    }

    static async Task<IResult> EchoAsync(HttpContext context, LiveConfiguration live, PeerTests tests, Deeds deeds, string name)
    {
        if (live.Current.Destinations.FirstOrDefault(to => to.Name == name) is not { } destination) return Unknown("destination");
        var echo = await deeds.DoAsync(context, "echo", name, () => tests.EchoAsync(destination, context.RequestAborted), echo =>
            echo.Success);
        return Json(new
        {
            echo, message = echo.Success ? string.Create(CultureInfo.InvariantCulture, $"{name} answers in {echo.Seconds:0.000} s.")
                : $"{name} does not answer well: {echo.Failure}",
        });
    }

    static async Task<IResult> ProbeAsync(HttpContext context, LiveConfiguration live, PeerTests tests, Deeds deeds, string name)
    {
        if (live.Current.Destinations.FirstOrDefault(to => to.Name == name) is not { } destination) return Unknown("destination");
        var probe = await deeds.DoAsync(context, "probe", name, () => tests.ProbeAsync(destination, context.RequestAborted),
            probe => probe.Failure is null);
        return Json(new { probe = Shape(probe), message = probe.Failure is { } failure ? $"{name}: {failure}" : $"{name} was asked." });
    }
}
