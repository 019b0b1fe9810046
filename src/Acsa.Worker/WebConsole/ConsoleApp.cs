using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Acsa.Worker.Audit;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.Health;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;
using Acsa.Worker.Tls;
using Acsa.Worker.WebConsole.Access;
using Acsa.Worker.WebConsole.Api;
using Acsa.Worker.WebConsole.Pages;
using Acsa.Worker.WebConsole.Views;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.WebConsole;

/// <summary>Puts the console together: an own small web application on the node's services.</summary>
static class ConsoleApp
{
    public static WebApplication Build(IServiceProvider node, NodeConfiguration configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // Its own chatter stays out of the node's log; what goes wrong does not.
        builder.Logging.AddProvider(new Relay(node.GetRequiredService<ILoggerFactory>())).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical)
                .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        var certificates = configuration.Console.Tls is { } files
            ? TlsOf(files, node.GetRequiredService<TimeProvider>(), node.GetRequiredService<ILoggerFactory>()) : null;
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => Listen(kestrel, configuration.Console, certificates));
        if (certificates is not null) builder.Services.AddSingleton(_ => certificates); // Disposed of with the application.
        AddServices(builder.Services, node, configuration);
        var app = builder.Build();
        if (certificates is not null) app.Services.GetRequiredService<TlsStore>();
        app.UseMiddleware<Mishaps>();
        app.UseRouting();
        app.UseMiddleware<Doorkeeper>();
        app.UseMiddleware<StudyVisits>();
        app.MapAssets();
        app.MapSignIn();
        app.MapPages();
        app.MapApi();
        app.MapOperations();
        return app;
    }

    static void AddServices(IServiceCollection services, IServiceProvider node, NodeConfiguration configuration)
    {
        services.AddRouting();
        services.AddRazorComponents();
        // Keys in memory: a restart ends sessions anyway.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var isHttps = configuration.Console.Url.Scheme == Uri.UriSchemeHttps;
        services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-CSRF-Token";
            options.FormFieldName = "csrf";
            options.Cookie.Name = isHttps ? "__Host-acsa-form" : "acsa-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.Cookie.Path = "/";
        });
        services.AddHttpContextAccessor();
        Share<LiveConfiguration>(services, node);
        Share<ConfigurationStore>(services, node);
        Share<SqlLedger>(services, node);
        Share<DataFolder>(services, node);
        Share<IFreeSpace>(services, node);
        Share<SpoolFolder>(services, node);
        Share<ResultFolder>(services, node);
        Share<AnalysisSetup>(services, node);
        Share<IHealth>(services, node);
        Share<RefusedCallers>(services, node);
        Share<RecentLog>(services, node);
        Share<IAuditTrail>(services, node);
        Share<IResultSender>(services, node);
        Share<TlsStores>(services, node);
        Share<FitnessBook>(services, node);
        Share<StudyAlias>(services, node);
        Share<NodePorts>(services, node);
        Share<Readiness>(services, node);
        Share<MetricsPage>(services, node);
        Share<TimeProvider>(services, node);
        services.AddSingleton(configuration.Console)
            .AddSingleton(new UserFile(UserFile.PathFor(configuration)))
            .AddSingleton<Sessions>().AddSingleton<SignInLimiter>().AddSingleton<SaidLately>().AddSingleton<Gate>()
            .AddSingleton<StudyImages>().AddSingleton<StudyViews>().AddSingleton<StudySearch>()
            .AddSingleton<Trends>().AddSingleton<QualityView>()
            .AddSingleton<PeerTests>().AddSingleton<ModelTests>().AddSingleton<ModelsView>().AddSingleton<Overview>().AddSingleton<Deeds>();
    }

    // An instance that this container did not make it does not dispose of either.
    static void Share<T>(IServiceCollection services, IServiceProvider node) where T : class =>
        services.AddSingleton(node.GetRequiredService<T>());

    static TlsStore TlsOf(TlsFiles files, TimeProvider time, ILoggerFactory logs)
    {
        try
        {
            return new TlsStore(files, false, null, time, logs.CreateLogger<TlsStore>());
        }
        catch (TlsFilesException error)
        {
            throw new ConfigurationException([.. error.Problems.Select(problem =>
                new ConfigurationError("the configuration", problem.Path, problem.Value, problem.Expected))]);
        }
    }

    static void Listen(KestrelServerOptions kestrel, ConsoleConfiguration console, TlsStore? certificates)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Limits.ConsoleRequestBytes;
        kestrel.Limits.MaxRequestLineSize = 4096;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxConcurrentConnections = Limits.ConsoleConnections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        var (host, port) = (console.Url.Host.Trim('[', ']'), console.Url.Port);
        // Two addresses cannot be given one free port.
        if (host == "localhost" && port == 0) kestrel.Listen(IPAddress.Loopback, 0, Secure);
        else if (host == "localhost") kestrel.ListenLocalhost(port, Secure);
        else if (IPAddress.TryParse(host, out var address)) kestrel.Listen(address, port, Secure);
        else kestrel.ListenAnyIP(port, Secure);

        void Secure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificates is null) return;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = TimeSpan.FromSeconds(10),
                OnConnection = _ => ValueTask.FromResult(OptionsOf(certificates.Current)),
            });
        }
    }

    static SslServerAuthenticationOptions OptionsOf(TlsSide side) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(side.Certificate!, side.Intermediates, offline: true),
        // RFC 9325 3.1.1: what is older must not be offered.
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CipherSuitesPolicy = OperatingSystem.IsLinux() ? new CipherSuitesPolicy(
        [
            TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        ]) : null,
        ClientCertificateRequired = false,
        AllowRenegotiation = false,
    };

    /// <summary>Hands what the application logs on to the node's log.</summary>
    sealed class Relay(ILoggerFactory logs) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logs.CreateLogger(categoryName);

        public void Dispose()
        {
            // The factory is the node's.
        }
    }
}
