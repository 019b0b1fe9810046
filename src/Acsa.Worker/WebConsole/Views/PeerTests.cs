using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.Tls;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Asks destinations whether they are there, what certificate they show and what they take; keeps the last answers.</summary>
sealed class PeerTests(LiveConfiguration live, IResultSender sender, TlsStores tls, TimeProvider time)
{
    static readonly IReadOnlyList<(string Name, DicomUID Uid)> Asked =
        [.. StorageClass.All.Select(one => (one.Name, one.Uid)), ("Storage Commitment", DicomUID.StorageCommitmentPushModel)];

    readonly ConcurrentDictionary<string, EchoResult> _echoes = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, ProbeResult> _probes = new(StringComparer.Ordinal);

    public EchoResult? LastEcho(string destination) => _echoes.GetValueOrDefault(destination);

    public ProbeResult? LastProbe(string destination) => _probes.GetValueOrDefault(destination);

    public async Task<EchoResult> EchoAsync(DestinationConfiguration destination, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        string? failure;
        try
        {
            failure = (await sender.ProbeAsync(destination, stop))?.Words;
        }
        catch (IOException error)
        {
            failure = error.Message;
        }

        return _echoes[destination.Name] = new(
            destination.Name, time.GetUtcNow(), failure is null, Math.Round(watch.Elapsed.TotalSeconds, 3), failure);
    }

    public async Task<ProbeResult> ProbeAsync(DestinationConfiguration destination, CancellationToken stop)
    {
        var result = new ProbeResult(destination.Name, time.GetUtcNow(), null, null, null, null, null, [], null);
        if (destination.Tls is not null) result = await ProbeTlsAsync(result, destination, stop);
        if (result.Failure is null) result = await ProbeClassesAsync(result, destination, stop);
        return _probes[destination.Name] = result;
    }

    // Looks at whatever is shown; whether it is believed is found out by the association, which goes by the configuration.
    async Task<ProbeResult> ProbeTlsAsync(ProbeResult result, DestinationConfiguration destination, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(destination.Timeout);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(destination.Host, destination.Port, limit.Token);
            var (own, _) = TlsLoader.Load(destination.Tls!.Files, false, destination.Tls.HostName, time.GetUtcNow());
            X509Certificate2? shown = null;
            await using var secured = new SslStream(client.GetStream());
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = destination.Tls.HostName ?? destination.Host,
                EnabledSslProtocols = SslProtocols.None,
                ClientCertificates = own?.Certificate is { } certificate ? [certificate] : null,
                RemoteCertificateValidationCallback = (_, remote, _, _) =>
                {
                    shown = remote is null ? null : X509CertificateLoader.LoadCertificate(remote.GetRawCertData());
                    return true; // Nothing is sent on this connection.
                },
            }, limit.Token);
            return result with
            {
                Protocol = secured.SslProtocol.ToString(),
                Certificate = shown?.Subject,
                Thumbprint = shown is null ? null : TlsSide.ThumbprintOf(shown),
                Expires = shown is null ? null : new DateTimeOffset(shown.NotAfter.ToUniversalTime(), TimeSpan.Zero),
            };
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return result with { Failure = error is OperationCanceledException ? "no answer in time" : $"no TLS: {error.Message}" };
        }
    }

    async Task<ProbeResult> ProbeClassesAsync(ProbeResult result, DestinationConfiguration destination, CancellationToken stop)
    {
        var (answers, failure) = await ContextProbe.AskAsync(
            DestinationCall.Client(live.Current.Dicom.AeTitle, destination, tls.For(destination)), Asked, stop);
        return result with { Failure = failure, Trust = destination.Tls is null ? null : failure ?? "believed", Classes = answers };
    }
}
