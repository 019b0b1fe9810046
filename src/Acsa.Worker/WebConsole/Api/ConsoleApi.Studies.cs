using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Routing;
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
        Get(app, "/studies", Role.Viewer,
            new("listStudies", "Studies, the last received first; ?state=, ?limit= and ?find= (a UID, or the alias in the log)"), StudiesAsync);
        Get(app, "/studies/{uid}", Role.Viewer,
            new("getStudy", "A study: its way with times, findings, what its images say together, edits, priors, destinations, events"),
            StudyAsync, new ShowsStudy());
        Get(app, "/studies/{uid}/trend", Role.Viewer, new("getTrend", "The same patient's numbers over time, by muscle and side"),
            TrendAsync, new ShowsStudy("view trend"));
        Get(app, "/studies/{uid}/images/{sop}/{frame:int}/picture", Role.Viewer,
            new("getPicture", "A received frame (from 1) as PNG", MediaType: "image/png"), PictureAsync, new ShowsStudy());
        Get(app, "/studies/{uid}/images/{sop}/{frame:int}/overlay", Role.Viewer,
            new("getOverlay", "What was outlined in a frame as SVG of the image's size", MediaType: "image/svg+xml"),
            OverlayAsync, new ShowsStudy());
        Post(app, "/studies/{uid}/resend", Role.Operator,
            new("resendStudy", "Send a study's results again, to one destination or all", typeof(ResendRequest)), ResendAsync);
        Post(app, "/studies/{uid}/complete", Role.Operator, new("completeStudy", "End a study's waiting for more instances"),
            CompleteAsync);
        Post(app, "/studies/{uid}/analyse", Role.Operator, new("analyseStudy", "Analyse a study again"), AnalyseAsync);
        Post(app, "/studies/{uid}/retry", Role.Operator, new("retryStudy", "Try again what is parked or has failed"), RetryAsync);
        Get(app, "/quality", Role.Viewer,
            new("getQuality", "Verdicts and drift of the grey level by scanner, readers' edits by model and scanner"),
            QualityAsync);
    }

    static async Task<IResult> QualityAsync(HttpContext context, QualityView quality)
    {
        var report = await quality.ReadAsync(context.RequestAborted);
        return Json(new
        {
            scanners = report.Scanners.Select(row => new
            {
                row.CallingAe, row.Images, row.Measured, row.Review, row.Refused, row.Drift, row.DriftError, row.HasDrifted,
                flags = row.Flags.Select(flag => new { flag.Flag, flag.Count }), row.Weeks,
            }),
            report.Edits,
        });
    }

    static async Task<IResult> OverviewAsync(HttpContext context, Overview overview) =>
        Json(await overview.ReadAsync(context.RequestAborted));

    static async Task<IResult> StudiesAsync(HttpContext context, StudySearch search, string? state, int? limit, string? find)
    {
        if (find is { Length: > 64 }) throw new FormatException("find has more than 64 characters.");
        if (limit is < 1 or > MostStudies) throw new FormatException($"limit is {limit}; expected 1 to {MostStudies}.");
        return Json(new { studies = await search.ReadAsync(state, find, limit ?? 50, context.RequestAborted) });
    }

    static async Task<IResult> StudyAsync(HttpContext context, StudyViews studies, string uid)
    {
        if (!IsUid(uid) || await studies.ReadAsync(uid, context.RequestAborted) is not { } view) return Unknown("study");
        return Json(new
        {
            view.Study,
            findings = view.Images.SelectMany(image => image.Frames.SelectMany(frame => frame.Entries.Select(result => new
            {
                image.SopInstanceUid, result,
            }))),
            view.Summary, view.Priors,
            edits = view.Edits.Select(edit => new { edit.Reader, edit.Edit }),
            view.Destinations, view.Events,
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

    static async Task<IResult> AnalyseAsync(HttpContext context, SqlLedger ledger, LiveConfiguration live, StudyAlias alias, Deeds deeds,
        string uid)
    {
        // By what was found last, which is gone as soon as it is to be found anew.
        var heldBack = IsUid(uid) ? await HeldInstances.HeldBackAsync(ledger, live.Current, uid, context.RequestAborted) : [];
        var count = !IsUid(uid) ? 0 : await deeds.DoAsync(context, "analyse again", $"study {alias.Of(uid)}",
            () => ledger.ReanalyseAsync(uid, context.RequestAborted), count => count > 0);
        return count > 0 ? Json(new { count, message = string.Join(' ', heldBack.Prepend($"{count} image(s) are analysed again.")) })
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
