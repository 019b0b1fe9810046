using System.Data.Common;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Acsa.Worker.Configuration;
using Acsa.Worker.Health;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;

namespace Acsa.Worker.Operations;

/// <summary>Everything that Prometheus may read, each time anew; the ledger is asked no more often than every few seconds.</summary>
sealed class MetricsPage(
    SqlLedger ledger, LiveConfiguration live, MeterReadings readings, Readiness readiness, ConnectionCounts connections,
    IModelHealth models,
    IFreeSpace disk, DataFolder data, RecentLog log, TimeProvider time)
{
    readonly SemaphoreSlim _gate = new(1, 1);
    (long At, LedgerReport Report, StageAges Ages)? _known;

    public async Task<string> WriteAsync(CancellationToken stop)
    {
        var text = new PrometheusText();
        readings.WriteTo(text);
        text.Describe("acsa_connections_total", "counter", "Connections of callers, by how they ended");
        foreach (var (end, count) in connections.Snapshot()) text.Add("acsa_connections_total", PrometheusText.Labels(("end", end)), count);
        text.Describe("acsa_log_lines_total", "counter", "Lines of the log, by level");
        foreach (var (level, count) in log.Counts()) text.Add("acsa_log_lines_total", PrometheusText.Labels(("level", level)), count);
        await AddLedgerAsync(text, stop);
        var checks = await readiness.LookAsync(stop);
        text.Gauge("acsa_check", "What /health/ready looks at: 1 pass, 0.5 warn, 0 fail", checks.Select(check =>
            (PrometheusText.Labels(("check", check.Name)), Value(check.Status))));
        text.Gauge("acsa_ready", "1 when nothing of it fails", ("", HealthCheck.Worst(checks) == HealthCheck.Fail ? 0 : 1));
        text.Gauge("acsa_model_usable", "Models: 1 in use, 0 given up", models.Current.Models.Select(model => (PrometheusText.Labels(
            ("model", model.Id), ("version", model.Version), ("provider", model.Provider)), model.Unusable is null ? 1.0 : 0)));
        text.Gauge("acsa_disk_free_bytes", "Free on the disk of the data folder", ("", FreeBytes()));
        text.Gauge("acsa_disk_reserve_bytes", "With less free, instances are refused for now", ("", live.Current.Spool.ReserveBytes));
        text.Gauge("acsa_build_info", "What runs", (PrometheusText.Labels(("version", AnalysisSetup.SoftwareVersion),
            ("runtime", RuntimeInformation.FrameworkDescription)), 1));
        AddProcess(text);
        return text.ToString();
    }

    async Task AddLedgerAsync(PrometheusText text, CancellationToken stop)
    {
        if (await ReadAsync(stop) is not { } known) return; // acsa_check says that the ledger does not answer.
        var (report, ages) = known;
        text.Gauge("acsa_studies", "Studies in the ledger, by state", report.StudiesByState.Select(pair =>
            (PrometheusText.Labels(("state", pair.Key)), (double)pair.Value)));
        text.Gauge("acsa_instances", "Instances in the ledger", ("", report.Instances));
        text.Gauge("acsa_instances_unreadable", "Of these, those that cannot be read as DICOM", ("", report.Unreadable));
        text.Gauge("acsa_instances_conflicting", "Of these, those that share a SOP Instance UID", ("", report.Conflicts));
        text.Gauge("acsa_oldest_work_seconds", "Age of the oldest work of a stage; 0 when there is none",
            ("{stage=\"received\"}", Seconds(ages.Received)), ("{stage=\"assembled\"}", Seconds(ages.Assembled)),
            ("{stage=\"outbox\"}", Seconds(ages.Outbox)), ("{stage=\"edit\"}", Seconds(ages.Edits)));
        text.Gauge("acsa_outbox", "Results by destination and state", report.Destinations.SelectMany(to => new[]
        {
            (Of(to, "pending"), (double)to.Pending), (Of(to, "delivered"), to.Delivered), (Of(to, "committed"), to.Committed),
            (Of(to, "parked"), to.Parked),
        }));
        text.Gauge("acsa_destination_away", "1 while a destination is asked by C-ECHO alone", report.Destinations.Select(to =>
            (PrometheusText.Labels(("destination", to.Name)), to.AwaySince is null ? 0.0 : 1)));

        static string Of(DestinationRow to, string state) => PrometheusText.Labels(("destination", to.Name), ("state", state));
        static double Seconds(TimeSpan? age) => Math.Round(age?.TotalSeconds ?? 0, 3);
    }

    async Task<(LedgerReport, StageAges)?> ReadAsync(CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            if (_known is not { } known || time.GetElapsedTime(known.At) > Limits.MetricsPause)
                _known = known = (time.GetTimestamp(), await ledger.ReportAsync(stop), await ledger.StageAgesAsync(stop));
            return (known.Report, known.Ages);
        }
        catch (DbException)
        {
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    // By the names that every Prometheus client has for them.
    static void AddProcess(PrometheusText text)
    {
        using var process = Process.GetCurrentProcess();
        text.Describe("process_cpu_seconds_total", "counter", "Processor time");
        text.Add("process_cpu_seconds_total", "", process.TotalProcessorTime.TotalSeconds);
        text.Gauge("process_resident_memory_bytes", "Resident memory", ("", process.WorkingSet64));
        text.Gauge("process_start_time_seconds", "Unix time of the start",
            ("", new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0));
        text.Gauge("dotnet_gc_heap_bytes", "Managed memory in use", ("", GC.GetTotalMemory(false)));
        text.Gauge("dotnet_threadpool_queue_length", "Work that waits for a thread", ("", ThreadPool.PendingWorkItemCount));
    }

    double FreeBytes()
    {
        try
        {
            return disk.AvailableBytes(data.Path);
        }
        catch (IOException)
        {
            return double.NaN;
        }
    }

    static double Value(string status) => status switch { HealthCheck.Pass => 1, HealthCheck.Warn => 0.5, _ => 0 };
}
