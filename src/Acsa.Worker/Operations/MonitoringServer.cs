using System.Net;
using System.Net.Sockets;
using Acsa.Worker.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Operations;

/// <summary>Serves health and metrics without sign-in at monitoring.url, where a site wants that. What is wrong with it is said and tried
/// again.</summary>
sealed class MonitoringServer(
    NodeConfiguration configuration, Readiness readiness, MetricsPage metrics, TimeProvider time, ILogger<MonitoringServer> log)
        : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Where it is served; null while it is not.</summary>
    public Uri? Address { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration.Monitoring.Url is not { } url) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(url, stoppingToken);
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                Log.MonitoringNotServed(log, url.ToString(), error.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    async Task ServeAsync(Uri url, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, url));
        builder.Services.AddRouting().AddSingleton(readiness).AddSingleton(metrics);
        await using var app = builder.Build();
        app.UseRouting();
        app.MapOperations();
        await app.StartAsync(stop);
        var port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        Address = new UriBuilder(url) { Port = port }.Uri;
        Log.MonitoringServed(log, Address.ToString().TrimEnd('/'));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await app.StopAsync(limit.Token);
        }
    }

    static void Listen(KestrelServerOptions kestrel, Uri url)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxConcurrentConnections = Limits.MonitoringConnections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);
        var host = url.Host.Trim('[', ']');
        if (host == "localhost") kestrel.ListenLocalhost(url.Port, Http1);
        else if (IPAddress.TryParse(host, out var address)) kestrel.Listen(address, url.Port, Http1);
        else kestrel.ListenAnyIP(url.Port, Http1);

        static void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
    }
}
