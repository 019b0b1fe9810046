using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>A progress bar where somebody watches, silence elsewhere.</summary>
static class ProgressLine
{
    /// <param name="quiet">Never draw, for output that a program reads.</param>
    public static async Task<T> RunAsync<T>(string title, int steps, bool quiet, Func<Action, Task<T>> work)
    {
        if (quiet || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi) return await work(() => { });
        return await AnsiConsole.Progress().HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(steps, 1));
                var result = await work(() => task.Increment(1));
                task.Value = task.MaxValue;
                return result;
            });
    }
}
