using Acsa.Worker.Configuration;
using Acsa.Worker.Health;
using Acsa.Worker.Hosting;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Operations;

/// <summary>Whether the node can do its work now, dependency by dependency.</summary>
sealed class Readiness(
    LedgerCheck ledger, SpoolFolder spool, ResultFolder results, NodePorts ports, IModelHealth models, IHealth stages,
    Watchdog watchdog,
    ConfigurationStore configuration)
{
    public async Task<IReadOnlyList<HealthCheck>> LookAsync(CancellationToken stop) =>
    [
        await ledger.LookAsync(stop),
        !spool.HasRoom ? new("disk", HealthCheck.Fail, "The disk is under its reserve: instances are refused for now.")
            : !results.HasRoom ? new("disk", HealthCheck.Fail, "The disk is under its reserve for results: studies wait.")
            : new("disk", HealthCheck.Pass),
        ports.IsOpen ? new("listener", HealthCheck.Pass) : new("listener", HealthCheck.Fail, "No port is open for scanners."),
        Models(),
        Live(),
        stages.Current.IsWell ? new("stages", HealthCheck.Pass)
            : new("stages", HealthCheck.Warn, "Work has waited for longer than \"health\" allows; acsa status says which."),
        configuration.Unusable.Count == 0 ? new("configuration", HealthCheck.Pass)
            : new("configuration", HealthCheck.Warn, "The configuration file was changed and cannot be used; the one before is in use."),
    ];

    /// <summary>Whether the process as such runs.</summary>
    public HealthCheck Live() => watchdog.IsAlive ? new("watchdog", HealthCheck.Pass)
        : new("watchdog", HealthCheck.Fail, "The process has not run what was due for half a minute.");

    HealthCheck Models()
    {
        var current = models.Current;
        var all = current.Models;
        if (all.Count == 0) return new("models", HealthCheck.Fail, "No model is in use; nothing can be measured.");
        var unusable = all.Where(model => model.Unusable is not null).Select(model => model.Id).ToList();
        if (unusable.Count > 0)
            return new("models", HealthCheck.Fail, $"Out of use, as the golden case fails: {string.Join(", ", unusable)}.");
        return current.Troubles().Count == 0 ? new("models", HealthCheck.Pass)
            : new("models", HealthCheck.Warn, "A device or a model package is not used as configured; acsa status says which.");
    }
}
