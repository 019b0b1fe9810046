using Acsa.DicomScp;
using Acsa.Reporting;
using Acsa.Worker.Ledger;

namespace Acsa.WebConsole.Tests;

/// <summary>A report on a study that could not be written is seen wherever somebody looks.</summary>
public sealed class UnwrittenReportTests
{
    const string Study = "1.2.3", Why = "The report on the whole study could not be written.";

    [Fact]
    public async Task Status_and_the_overview_name_the_study_and_the_reason_and_say_how_it_is_tried_again()
    {
        using var folder = new ScratchFolder();
        await using var node = new ConsoleNode(folder.Folder("node"));
        await ParkAsync(Path.Combine(folder.Folder("node"), "data"));
        var (_, status) = await AcsaAsync("status");
        Assert.Contains($"Parked: the report on study {Study} is missing: {Why}", Plain(status), StringComparison.Ordinal);
        Assert.Contains($"acsa retry {Study}", Plain(status), StringComparison.Ordinal);
        Assert.Contains("1 parked", status, StringComparison.Ordinal);
        Assert.Contains(Why, Plain((await AcsaAsync("show", Study)).Output), StringComparison.Ordinal);

        await node.StartAsync();
        using var client = node.Client();
        var page = await client.GetStringAsync("/");
        var alarm = $"<strong>A report on a study is missing.</strong> {Why} <a href=\"/studies/{Study}\">";
        Assert.Contains(alarm, page, StringComparison.Ordinal);

        Assert.Equal(0, (await AcsaAsync("retry", Study)).ExitCode);
        await Until.TrueAsync(
            async () => !(await client.GetStringAsync("/")).Contains(Why, StringComparison.Ordinal), TimeSpan.FromMinutes(1),
            "the report tried again", () => node.Output);

        Task<(int ExitCode, string Output)> AcsaAsync(params string[] arguments) => PeerProcess.RunAsync("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "acsa.dll"), .. arguments, "--config", node.Configuration]);
    }

    // Lines are broken where the console ends.
    static string Plain(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static async Task ParkAsync(string data)
    {
        Directory.CreateDirectory(data);
        using var ledger = SqlLedger.Open(LedgerLocation.InFile(Path.Combine(data, "ledger.sqlite")), TimeProvider.System, TimeSpan.Zero);
        var caller = new Caller("US1", "ACSA", "127.0.0.1", "a-1");
        var header = new InstanceHeader(DicomUID.UltrasoundImageStorage.UID, "1.2.3.4", DicomUID.ExplicitVRLittleEndian.UID, caller);
        await ledger.RecordAsync([new(header, "20261120/a.dcm", 1000, "aa", Study, null)], false, default);
        var job = (await ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
        var route = new OutboxRoute("pacs", new HashSet<ResultKind> { ResultKind.StructuredReport });
        await ledger.CompleteInstanceAsync(job, new(job.Instances[0].Id, false, [], [], []), [route], default);
        await ledger.RecordStudyAsync(job, new(job.Instances[0].Id, [], [], []) { Failure = Why }, [route], default);
        await ledger.FinishStudyAsync(job, default);
    }
}
