using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.WebConsole.Access;
using Acsa.Worker.WebConsole.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.WebConsole.Api;

// Studies: look, and have something done with them.
static partial class ConsoleApi
{
    const int MostStudies = 500;

    static void MapStudies(IEndpointRouteBuilder app)
    {
        Get(app, "/overview", Role.Viewer, new("getOverview", "Health, studies by state, destinations' queues, disk, models"),
            OverviewAsync);
        Get(app, "/studies", Role.Viewer, new("listStudies", "Studies, the last received first; ?state= and ?limit="), StudiesAsync);
        Get(app, "/studies/{uid}", Role.Viewer, new("getStudy", "A study's way with times, its findings and events"), StudyAsync);
        Get(app, "/studies/{uid}/trend", Role.Viewer, new("getTrend", "The same patient's numbers over time, by muscle and side"),
            TrendAsync);
        Get(app, "/studies/{uid}/images/{sop}/{frame:int}/picture", Role.Viewer,
            new("getPicture", "A received frame (from 1) as PNG", MediaType: "image/png"), PictureAsync);
        Get(app, "/studies/{uid}/images/{sop}/{frame:int}/overlay", Role.Viewer,
            new("getOverlay", "What was outlined in a frame as SVG of the image's size", MediaType: "image/svg+xml"), OverlayAsync);
        Post(app, "/studies/{uid}/resend", Role.Operator,
            new("resendStudy", "Send a study's results again, to one destination or all", typeof(ResendRequest)), ResendAsync);
        Post(app, "/studies/{uid}/complete", Role.Operator, new("completeStudy", "End a study's waiting for more instances"),
            CompleteAsync);
        Post(app, "/studies/{uid}/analyse", Role.Operator, new("analyseStudy", "Analyse a study again"), AnalyseAsync);
        Post(app, "/studies/{uid}/retry", Role.Operator, new("retryStudy", "Try again what is parked or has failed"), RetryAsync);
        Get(app, "/quality", Role.Viewer, new("getQuality", "Verdicts and drift of the grey level by scanner"),
            async (HttpContext context, QualityView quality) =>
                Json(new { scanners = (await quality.ReadAsync(context.RequestAborted)).Select(row => new
            {
                row.CallingAe, row.Images, row.Measured, row.Review, row.Refused, row.Drift, row.DriftError, row.HasDrifted,
                flags = row.Flags.Select(flag => new { flag.Flag, flag.Count }),
                weeks = row.Weeks.Select(week => new { week.Week, week.Mean, week.Count }),
            }) }));
    }

    static async Task<IResult> OverviewAsync(HttpContext context, Overview overview) =>
        Json(await overview.ReadAsync(context.RequestAborted));

    static async Task<IResult> StudiesAsync(HttpContext context, SqlLedger ledger, string? state, int? limit)
    {
        if (limit is < 1 or > MostStudies) throw new FormatException($"limit is {limit}; expected 1 to {MostStudies}.");
        return Json(new { studies = await ledger.StudiesAsync(state, null, limit ?? 50, context.RequestAborted) });
    }

    static async Task<IResult> StudyAsync(HttpContext context, SqlLedger ledger, string uid)
    {
        if (!IsUid(uid) || await ledger.EvidenceAsync(uid, context.RequestAborted) is not { } study) return Unknown("study");
        var files = await ledger.FilesAsync(study.StudyUid, context.RequestAborted);
        return Json(new
        {
            study,
            findings = (files?.Findings ?? []).Select(finding => new
            {
                finding.SopInstanceUid, finding.At, result = System.Text.Json.JsonDocument.Parse(finding.Entry).RootElement,
            }),
            events = await ledger.EventsAsync(study.StudyUid, context.RequestAborted),
        });
    }

    static async Task<IResult> TrendAsync(HttpContext context, Trends trends, string uid) =>
        IsUid(uid) ? Json(new { series = await trends.OfAsync(uid, context.RequestAborted) }) : Unknown("study");

    static async Task<IResult> PictureAsync(HttpContext context, StudyImages images, string uid, string sop, int frame) =>
        IsUid(uid) && IsUid(sop) && await images.PictureAsync(uid, sop, frame, context.RequestAborted) is { } png
            ? Microsoft.AspNetCore.Http.Results.Bytes(png, "image/png") : Unknown("picture");

    static async Task<IResult> OverlayAsync(HttpContext context, StudyImages images, string uid, string sop, int frame) =>
        IsUid(uid) && IsUid(sop) && await images.OverlayAsync(uid, sop, frame, context.RequestAborted) is { } svg
            ? Microsoft.AspNetCore.Http.Results.Text(svg, "image/svg+xml") : Unknown("overlay");

    static async Task<IResult> ResendAsync(HttpContext context, SqlLedger ledger, LiveConfiguration live, StudyAlias alias, Deeds deeds,
        string uid)
    {
        var request = await BodyAsync<ResendRequest>(context);
        var routes = live.Current.Destinations.Where(to => request.Destination is null || to.Name == request.Destination)
            .Select(to => new OutboxRoute(to.Name, to.Send)).ToList();
        if (!IsUid(uid) || routes.Count == 0) return Unknown(IsUid(uid) ? "destination" : "study");
        var count = await deeds.DoAsync(context, "send again", $"study {alias.Of(uid)}{(request.Destination is { } to ? $" to {to}" : "")}",
            () => ledger.SendAgainAsync(uid, routes, context.RequestAborted), count => count > 0);
        return count > 0 ? Json(new { count, message = $"{count} result(s) are sent again." })
            : Refusal(StatusCodes.Status409Conflict,
                "Nothing of this study can be sent: it has no results that are still held, or they wait already.");
    }

    static async Task<IResult> CompleteAsync(HttpContext context, SqlLedger ledger, StudyAlias alias, Deeds deeds, string uid) =>
        IsUid(uid) && await deeds.DoAsync(context, "complete", $"study {alias.Of(uid)}",
            () => ledger.CompleteStudyAsync(uid, context.RequestAborted), done => done)
            ? Json(new { count = 1, message = "The study waits no longer." })
            : Refusal(StatusCodes.Status409Conflict, "Nothing of this study waits for more.");

    static async Task<IResult> AnalyseAsync(HttpContext context, SqlLedger ledger, StudyAlias alias, Deeds deeds, string uid)
    {
        var count = !IsUid(uid) ? 0 : await deeds.DoAsync(context, "analyse again", $"study {alias.Of(uid)}",
            () => ledger.ReanalyseAsync(uid, context.RequestAborted), count => count > 0);
        return count > 0 ? Json(new { count, message = $"{count} image(s) are analysed again." })
            : Refusal(StatusCodes.Status409Conflict,
                "Nothing of this study can be analysed again: its files are not held any more, or it is being analysed.");
    }

    static async Task<IResult> RetryAsync(HttpContext context, SqlLedger ledger, LiveConfiguration live, StudyAlias alias, Deeds deeds,
        string uid)
    {
        var count = !IsUid(uid) ? 0 : await deeds.DoAsync(context, "retry", $"study {alias.Of(uid)}",
            () => ledger.RetryAsync(uid, [.. live.Current.Destinations.Select(to => to.Name)], context.RequestAborted), count => count > 0);
        return count > 0 ? Json(new { count, message = $"{count} piece(s) of work are tried again." })
            : Refusal(StatusCodes.Status409Conflict, "Nothing of this study is parked or has failed.");
    }
}
