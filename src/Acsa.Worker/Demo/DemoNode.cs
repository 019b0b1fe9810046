using Acsa.DicomScp;
using Acsa.Worker.Commands;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Demo;

/// <summary>A whole node in this process, with a ledger of its own, that sends to one PACS.</summary>
sealed class DemoNode : IAsyncDisposable
{
    public const string AeTitle = "ACSA";
    const string Destination = "pacs";
    readonly IHost _host;

    DemoNode(IHost host) => _host = host;

    public int Port => _host.Services.GetServices<IHostedService>().OfType<NodeService>().Single().Port;

    public SqlLedger Ledger => _host.Services.GetRequiredService<SqlLedger>();

    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);

    public string PathOfResult(string file) => _host.Services.GetRequiredService<Results.ResultFolder>().PathOf(file);

    /// <summary>Builds and starts the node.</summary>
    public static async Task<DemoNode> StartAsync(string data, PeerAddress pacs, CancellationToken stop)
    {
        RetrySchedule.TryParse("60x1s", out var retry);
        var configuration = new NodeConfiguration(
            new(AeTitle, 0, ["127.0.0.1"]), data, "demo", LedgerLocation.InFile(DataFolder.LedgerIn(data)),
            Path.Combine(AppContext.BaseDirectory, "models"),
            new(Quiet, AssemblyRules.DefaultLongest, false, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)), new(0),
            [new(AdmittedCaller.Any, AdmittedCaller.Any, Quiet, false)],
            [new(Destination, pacs.AeTitle, pacs.Host, pacs.Port,
                Reporting.ResultKinds.Default, false, TimeSpan.FromSeconds(30), retry!)],
            new("auto", "preferred"), new(new Uri("http://127.0.0.1:8104"), IsServed: false),
            new(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        var node = new DemoNode(NodeHost.Build(configuration, logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace)));
        await node._host.StartAsync(stop);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        else _host.Dispose();
    }
}
