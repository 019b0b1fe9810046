namespace Acsa.Worker.Configuration;

/// <summary>What others may watch the node by.</summary>
/// <param name="Url">Where health and metrics are served without sign-in, beside the console; null = nowhere.</param>
/// <param name="Traces">Base address of the OpenTelemetry collector (OTLP over HTTP); null = no traces.</param>
sealed record MonitoringConfiguration(Uri? Url, Uri? Traces);
