using System.CommandLine;
using Acsa.Worker.Results;

namespace Acsa.Worker.Commands;

/// <summary>acsa send: C-STORE of files to a peer.</summary>
static class SendCommand
{
    const string Never = "never";
    const string Lossless = "lossless";

    public static Command Create()
    {
        var peer = new Argument<string>("PEER") { Description = "AET@HOST:PORT, or the name of a destination in the configuration" };
        var paths = new Argument<string[]>("PATH") { Description = "DICOM files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var transcode = new Option<string>("--transcode")
        {
            Description = "never: files go as they are or not at all. lossless: a peer that refuses a file's encoding gets a native copy where "
                + "that loses nothing",
            DefaultValueFactory = _ => Never,
        };
        transcode.AcceptOnlyFromAmong(Never, Lossless);
        var (config, title, json) = (CommonOptions.Config(), CommonOptions.OwnTitle(), CommonOptions.Json());
        var command = new Command("send", "Send DICOM files to a peer (C-STORE)") { peer, paths, transcode, title, config, json };
        command.SetAction((parsed, stop) => RunAsync(
            PeerAddress.Find(parsed.GetRequiredValue(peer), parsed.GetValue(config)), parsed.GetRequiredValue(paths),
            parsed.GetRequiredValue(title), parsed.GetValue(transcode) == Lossless,
            parsed.GetValue(json), stop));
        return command;
    }

    static async Task<int> RunAsync(PeerAddress peer, string[] paths, string title, bool copies, bool json, CancellationToken stop)
    {
        var files = InputFiles.Find(paths);
        var answers = await new FileSender(peer, title, copies).SendAsync(files, progress: null, stop);
        var failed = answers.Count(answer => !answer.IsStored);
        if (json)
        {
            Console.WriteLine(ResultJson.WriteIndented(new
            {
                peer = peer.ToString(), sent = answers.Count - failed, failed, files = answers.Select(answer =>
                    new { file = answer.File, stored = answer.IsStored, status = answer.Words }),
            }));
        }
        else
        {
            foreach (var answer in answers.Where(answer => !answer.IsStored)) await Console.Error.WriteLineAsync(
                $"acsa: {answer.File}: {answer.Words}");
            Console.WriteLine($"{answers.Count - failed} of {answers.Count} stored by {peer}.");
        }

        return failed == 0 ? ExitCode.Success : ExitCode.Failed;
    }
}
