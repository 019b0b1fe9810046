using System.CommandLine;
using System.Diagnostics;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.Results;
using Spectre.Console;

namespace Acsa.Worker.Commands;

/// <summary>acsa echo: C-ECHO to a peer.</summary>
static class EchoCommand
{
    const int TimeoutMs = 10_000;

    public static Command Create()
    {
        var peer = new Argument<string>("PEER") { Description = "AET@HOST:PORT, or the name of a destination in the configuration" };
        var (config, title, json) = (CommonOptions.Config(), CommonOptions.OwnTitle(), CommonOptions.Json());
        var contexts = new Option<bool>("--contexts") { Description = "Also ask which kinds of result it takes; nothing is stored" };
        var command = new Command("echo", "Ask a DICOM peer whether it is there (C-ECHO)") { peer, contexts, title, config, json };
        command.SetAction((parsed, stop) =>
            (parsed.GetValue(contexts) ? ContextsAsync : (Func<PeerAddress, string, bool, CancellationToken, Task<int>>)RunAsync)(
            PeerAddress.Find(parsed.GetRequiredValue(peer), parsed.GetValue(config)), parsed.GetRequiredValue(title),
            parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> ContextsAsync(PeerAddress peer, string title, bool json, CancellationToken stop)
    {
        var (answers, failure) = await ContextProbe.AskAsync(Client(peer, title), stop);
        string[] send = [.. ResultLadder.Choose(answers.Where(answer => answer.IsTaken).Select(answer => answer.SopClassUid).ToHashSet())
            .Select(ResultNames.Name)];
        if (json) Console.WriteLine(ResultJson.WriteIndented(new { peer = peer.ToString(), classes = answers, auto = send, failure }));
        else if (failure is not null) await Console.Error.WriteLineAsync($"acsa: {peer} does not answer well: {failure}");
        else
        {
            var table = ResultTable.Plain("class", "taken", "answer");
            foreach (var answer in answers) table.AddRow(ResultTable.Cells(answer.Name, answer.IsTaken ? "yes" : "no", answer.Answer));
            ResultTable.Write(table);
            Console.WriteLine(send.Length == 0 ? "It takes nothing that results are stored as."
                : $"With \"send\": \"auto\" it gets {string.Join(", ", send)}.");
        }

        return failure is null && send.Length > 0 ? ExitCode.Success : ExitCode.Failed;
    }

    static IDicomClient Client(PeerAddress peer, string title)
    {
        var client = DicomClientFactory.Create(peer.Host, peer.Port, peer.TlsInitiator(), title, peer.AeTitle);
        client.ClientOptions.AssociationRequestTimeoutInMs = TimeoutMs;
        client.ServiceOptions.RequestTimeout = TimeSpan.FromMilliseconds(TimeoutMs);
        return client;
    }

    static async Task<int> RunAsync(PeerAddress peer, string title, bool json, CancellationToken stop)
    {
        var client = Client(peer, title);
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
