using Acsa.Worker.Configuration;
using Acsa.Worker.Studies;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Acsa.Worker.Operations;

/// <summary>Sends traces of studies to the collector that the configuration names. A collector that is away costs traces, nothing
/// else.</summary>
sealed class TraceExport(NodeConfiguration configuration) : IHostedService, IDisposable
{
    TracerProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.Monitoring.Traces is { } collector)
        {
            _provider = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("acsa-node", serviceVersion: AnalysisSetup.SoftwareVersion,
                    serviceInstanceId: configuration.Node))
                .AddSource(Telemetry.Name)
                .AddOtlpExporter(options =>
                {
                    options.Protocol = OtlpExportProtocol.HttpProtobuf;
                    options.Endpoint = new Uri(collector, "/v1/traces");
                    options.TimeoutMilliseconds = 5000;
                })
                .Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.Shutdown(1000);
        return Task.CompletedTask;
    }

    public void Dispose() => _provider?.Dispose();
}
