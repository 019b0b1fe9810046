using System.CommandLine;
using System.Diagnostics;
using Acsa.Worker.Results;

namespace Acsa.Worker.Commands;

/// <summary>acsa echo: C-ECHO to a peer.</summary>
static class EchoCommand
{
    const int TimeoutMs = 10_000;

    public static Command Create()
    {
        var peer = new Argument<string>("PEER") { Description = "AET@HOST:PORT, or the name of a destination in the configuration" };
        var (config, title, json) = (CommonOptions.Config(), CommonOptions.OwnTitle(), CommonOptions.Json());
        var command = new Command("echo", "Ask a DICOM peer whether it is there (C-ECHO)") { peer, title, config, json };
        command.SetAction((parsed, stop) => RunAsync(
            PeerAddress.Find(parsed.GetRequiredValue(peer), parsed.GetValue(config)), parsed.GetRequiredValue(title),
            parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(PeerAddress peer, string title, bool json, CancellationToken stop)
    {
        var client = DicomClientFactory.Create(peer.Host, peer.Port, peer.TlsInitiator(), title, peer.AeTitle);
        client.ClientOptions.AssociationRequestTimeoutInMs = TimeoutMs;
        client.ServiceOptions.RequestTimeout = TimeSpan.FromMilliseconds(TimeoutMs);
        DicomStatus? status = null;
        var request = new DicomCEchoRequest();
        request.OnResponseReceived = (_, response) => status = response.Status;
        await client.AddRequestAsync(request);

        var watch = Stopwatch.StartNew();
        string? failure = null;
        try
        {
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (error is DicomNetworkException or IOException or System.Net.Sockets.SocketException)
        {
            failure = error.Message;
        }

        var isWell = failure is null && status == DicomStatus.Success;
        var seconds = Math.Round(watch.Elapsed.TotalSeconds, 3);
        failure ??= isWell ? null : $"answered {status}";
        if (json) Console.WriteLine(ResultJson.WriteIndented(new { peer = peer.ToString(), success = isWell, seconds, failure }));
        else if (isWell) Console.WriteLine(FormattableString.Invariant($"{peer} answers in {seconds:0.000} s."));
        else await Console.Error.WriteLineAsync($"acsa: {peer} does not answer well: {failure}");
        return isWell ? ExitCode.Success : ExitCode.Failed;
    }
}
