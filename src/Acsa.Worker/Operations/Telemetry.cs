using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Acsa.Worker.Operations;

/// <summary>What the node counts and traces, by the names that docs/operations.md explains. No value of an image, no UID, no name of a
/// person.</summary>
static class Telemetry
{
    public const string Name = "AcsaNode";

    public static readonly Meter Meter = new(Name);
    public static readonly ActivitySource Traces = new(Name);

    public static readonly Counter<long> InstancesReceived = Meter.CreateCounter<long>(
        "acsa_instances_received_total", description: "Instances answered Success, by what became of them");
    public static readonly Counter<long> BytesReceived = Meter.CreateCounter<long>(
        "acsa_received_bytes_total", description: "Bytes of the files of these instances");
    public static readonly Counter<long> CallersRefused = Meter.CreateCounter<long>(
        "acsa_callers_refused_total", description: "Associations refused, by the reason");
    public static readonly Counter<long> InstancesAnalysed = Meter.CreateCounter<long>(
        "acsa_instances_analysed_total", description: "Instances whose analysis came to an end, by outcome");
    public static readonly Counter<long> Findings = Meter.CreateCounter<long>(
        "acsa_findings_total", description: "Findings, by verdict");
    public static readonly Histogram<double> AnalysisSeconds = Meter.CreateHistogram<double>(
        "acsa_analysis_seconds", description: "Seconds that the analysis of an instance took");
    public static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(
        "acsa_deliveries_total", description: "Answers of destinations to results, by destination and what the answer means");
    public static readonly Counter<long> Routed = Meter.CreateCounter<long>(
        "acsa_routed_instances_total", description: "Instances that a routing rule decided about, by effect");
    public static readonly Counter<long> AuditMessages = Meter.CreateCounter<long>(
        "acsa_audit_messages_total", description: "Audit messages, by where they went and how");

    /// <summary>A step in a study's way. All of a study are of one trace, whose id follows from the study's alias.</summary>
    /// <param name="alias">The study's name in the log.</param>
    public static Activity? Step(string name, string alias)
    {
        // A trace needs a parent; this one is never sent, and its id is part of the alias's hash, too.
        var id = alias.PadRight(32, '0');
        return Traces.StartActivity(name, ActivityKind.Internal, new ActivityContext(
            ActivityTraceId.CreateFromString(id.AsSpan(0, 32)), ActivitySpanId.CreateFromString(id.AsSpan(0, 16)),
            ActivityTraceFlags.Recorded),
            [new("acsa.study", alias)]);
    }
}
