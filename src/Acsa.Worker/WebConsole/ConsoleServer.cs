using Acsa.Worker.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.WebConsole;

/// <summary>Serves the console beside the node. What is wrong with it never keeps the node from receiving: it is said, and tried
/// again.</summary>
sealed class ConsoleServer(IServiceProvider node, NodeConfiguration configuration, TimeProvider time, ILogger<ConsoleServer> log)
    : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Where it is served; null while it is not.</summary>
    public Uri? Address { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!configuration.Console.IsServed) return;
        string? said = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(stoppingToken);
            }
            catch (Exception error) when (error
                is IOException or UnauthorizedAccessException or InvalidDataException or ConfigurationException
                or System.Net.Sockets.SocketException or System.Security.Cryptography.CryptographicException or InvalidOperationException)
            {
                // Once for each thing that is wrong, not every ten seconds.
                if (said != error.Message) Log.ConsoleNotServed(log, configuration.Console.Url.ToString(), error.Message);
                said = error.Message;
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    async Task ServeAsync(CancellationToken stop)
    {
        await using var app = ConsoleApp.Build(node, configuration);
        await app.StartAsync(stop);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = new UriBuilder(configuration.Console.Url) { Port = new Uri(addresses.First()
            .Replace("*", "any", StringComparison.Ordinal)).Port }.Uri;
        Log.ConsoleServed(log, Address.ToString().TrimEnd('/'));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            await app.StopAsync(limit.Token);
        }
    }
}
