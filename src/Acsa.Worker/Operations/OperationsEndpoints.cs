using Acsa.Worker.Results;
using Acsa.Worker.WebConsole.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.Operations;

/// <summary>/health/live, /health/ready and /metrics, for machines that watch the node.</summary>
static class OperationsEndpoints
{
    /// <summary>Adds them. What they say is no secret and no patient's; the counts by destination take the console's least role.</summary>
    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", Live).WithMetadata(new RequiresRole(Role.None));
        app.MapGet("/health/ready", ReadyAsync).WithMetadata(new RequiresRole(Role.None));
        app.MapGet("/metrics", MetricsAsync).WithMetadata(new RequiresRole(Role.Viewer));
    }

    static IResult Live(Readiness readiness) => Answer([readiness.Live()]);

    static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken stop) => Answer(await readiness.LookAsync(stop));

    static async Task<IResult> MetricsAsync(MetricsPage page, CancellationToken stop) =>
        Microsoft.AspNetCore.Http.Results.Text(await page.WriteAsync(stop), PrometheusText.MediaType);

    static IResult Answer(IReadOnlyList<HealthCheck> checks)
    {
        var status = HealthCheck.Worst(checks);
        return Microsoft.AspNetCore.Http.Results.Text(ResultJson.Write(new { status, checks }), "application/json",
            statusCode: status == HealthCheck.Fail ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
