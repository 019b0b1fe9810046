using System.Diagnostics;
using Acsa.DicomScp;
using Acsa.Imaging;
using Acsa.Worker.Commands;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Demo;

/// <summary>The whole loop on this machine: scanner ▶ node ▶ PACS, and the results read back from where they arrived.</summary>
sealed class DemoRun(DemoFolder folder, PeerAddress? externalPacs)
{
    const string PacsTitle = "DEMO-PACS";
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public async Task<IReadOnlyList<DemoRow>> RunAsync(IReadOnlyList<DemoCase> cases, Action tick, CancellationToken stop)
    {
        using var pacs = externalPacs is null ? StartPacs() : null;
        var address = externalPacs ?? new PeerAddress(PacsTitle, "127.0.0.1", pacs!.Port);
        await using var node = await DemoNode.StartAsync(folder.Node, address, stop);

        var scanner = new FileSender(new(DemoNode.AeTitle, "127.0.0.1", node.Port), "DEMO-US");
        var refused = (await scanner.SendAsync([.. cases.Select(one => one.File)], progress: null, stop)).Where(answer => !answer.IsStored)
            .ToDictionary(answer => answer.File, answer => answer.Words);
        await WaitAsync(node.Ledger, cases, tick, stop);

        var report = await node.Ledger.StudiesAsync([.. cases.Select(one => one.StudyUid)], stop);
        // An archive that is not ours cannot be looked into from here: what it answered Success to is read from the node's own copy.
        var files = pacs is not null
            ? Directory.GetFiles(folder.Pacs, "*.dcm")
            : [.. report.SelectMany(study => study.DeliveredFiles).Distinct().Select(node.PathOfResult)];
        var received = ReceivedResults.Read(files.Order(StringComparer.Ordinal));
        return [.. cases.Select(one => Row(one, report.FirstOrDefault(study => study.StudyUid == one.StudyUid),
            received.GetValueOrDefault(one.SopInstanceUid), refused.GetValueOrDefault(one.File)))];
    }

    DicomListener StartPacs() => DicomListener.Start(
        "127.0.0.1", 0, new AdmissionList(PacsTitle, [new AdmittedCaller(AdmittedCaller.Any)]), new PacsFolder(folder.Pacs),
        new NobodyRefused(),
        NullLoggerFactory.Instance);

    static async Task WaitAsync(SqlLedger ledger, IReadOnlyList<DemoCase> cases, Action tick, CancellationToken stop)
    {
        var wanted = cases.Select(one => one.StudyUid).ToHashSet(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        var done = 0;
        while (done < wanted.Count && watch.Elapsed < Patience)
        {
            await Task.Delay(Look, stop);
            var now = (await ledger.StudiesAsync(wanted, stop)).Count(study =>
                study.State is StudyState.Delivered or StudyState.Failed or StudyState.Parked);
            for (; done < now; done++) tick();
        }
    }

    DemoRow Row(DemoCase one, StudySummary? study, ReceivedResults? received, string? refused)
    {
        var entry = study?.Entries.Select(ResultJson.Read<ResultEntry>).FirstOrDefault();
        if (received?.Capture is { } capture) SaveOverlay(one, capture);
        return new(one, entry, received, study?.Seconds, refused is not null ? $"not sent: {refused}" : Problem(study, entry, received));
    }

    static string? Problem(StudySummary? study, ResultEntry? entry, ReceivedResults? received)
    {
        if (study is null) return "the node never got it";
        if (study.State != StudyState.Delivered) return $"{study.State}: {string.Join(' ', study.Reasons)}".TrimEnd(' ', ':');
        if (entry is null) return "no finding";
        if (received?.Report is null) return "no SR arrived";
        if (received.Capture is null) return "no secondary capture arrived";
        if (received.Segmentation is null && entry.Echogenicity is not null) return "no SEG arrived";
        return Agree(entry.AreaCm2, received.AreaCm2) && Agree(entry.Echogenicity?.Mean, received.MeanGrey) ? null
            : "the SR says something else than was measured";
    }

    // A decimal string holds 16 characters.
    static bool Agree(double? measured, double? reported) =>
        measured is null == reported is null && Math.Abs((measured ?? 0) - (reported ?? 0)) <= 1e-6 * Math.Max(1, Math.Abs(measured ?? 0));

    void SaveOverlay(DemoCase one, string capture)
    {
        var dataset = DicomFile.Open(capture, FileReadOption.ReadAll).Dataset;
        var (width, height) = (dataset.GetSingleValue<ushort>(DicomTag.Columns), dataset.GetSingleValue<ushort>(DicomTag.Rows));
        var pixels = DicomPixelData.Create(dataset).GetFrame(0).Data.AsSpan(0, width * height * 3).ToArray();
        PngWriter.Write(Path.Combine(folder.Overlays, one.Name + ".png"), new RgbImage(width, height, pixels));
    }

    sealed class NobodyRefused : IRefusedCallers
    {
        public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered)
        {
        }
    }
}
