using System.Diagnostics;
using System.Globalization;
using Acsa.Imaging;
using Acsa.Phantom;
using Acsa.Worker.Commands;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.SelfTest;

/// <summary>
/// A simulated image through the running node and its archive: sent by C-STORE, waited for, queried by C-FIND, fetched by C-GET or
/// C-MOVE, and compared
/// with what the node wrote and with what is true.
/// </summary>
sealed class SelfTestRun(SelfTestSettings settings)
{
    // A phantom on which the built-in model is well within its error (docs/models.md): beyond these something is wrong with the
    // installation.
    const double AreaTolerance = 0.05, GreyTolerance = 2;
    const ulong Seed = 5;
    const int LooksAtParked = 6;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    readonly List<SelfTestCheck> _checks = [];

    /// <summary>The report, and what its page shows.</summary>
    public async Task<(SelfTestReport Report, RgbImage Picture, Mask? Outline)> RunAsync(CancellationToken stop)
    {
        var recipe = PhantomRecipe.Draw(Seed, 0) with { Frames = 1, Structure = PhantomStructure.VastusLateralis,
            Geometry = PhantomGeometry.Panoramic };
        var phantom = PhantomRenderer.Render(recipe);
        var studyUid = DicomUIDGenerator.GenerateDerivedFromUUID().UID;
        var data = PhantomDicomWriter.ToDataset(recipe, [phantom]);
        SelfTestPatient.Put(data, studyUid, TimeProvider.System.GetLocalNow());
        var back = new ArchiveCheck(settings, studyUid, _checks);
        ResultEntry? entry = null;
        Mask? outline = null;
        IReadOnlyList<string> left = ["Nothing was sent: nothing is left behind."];
        if (await MaySendAsync(data, stop) && await SendAsync(data, stop))
        {
            using var ledger = SqlLedger.OpenToRead(settings.Configuration.Ledger, TimeProvider.System);
            var sent = await WaitAsync(ledger, studyUid, stop);
            entry = (await ledger.StudiesAsync([studyUid], stop)).SelectMany(study =>
                study.Entries).Select(ResultJson.Read<ResultEntry>).FirstOrDefault();
            CheckTruth(phantom, entry);
            var files = (await ledger.FilesAsync(studyUid, stop))?.Results ?? [];
            string[] stored = [.. sent.Where(result => result.IsStored).Select(result => result.SopInstanceUid)];
            if (stored.Length > 0) await back.RunAsync([.. Written(files.Where(file => stored.Contains(file.SopInstanceUid)))], phantom,
                entry, stop);
            // Also where the archive got no Segmentation: the node writes one for itself.
            outline = back.Outline ?? Written(files.Where(file => file.Kind == "seg")).Select(ArchiveCheck.OutlineOf).FirstOrDefault();
            left = await LeftAsync(ledger, studyUid, stored.Length, stop);
        }

        var configuration = settings.Configuration;
        var report = new SelfTestReport(
            TimeProvider.System.GetLocalNow(), settings.Site, Software, settings.Node.ToString(), settings.CallingTitle,
            $"{settings.Archive.Name}: {new PeerAddress(settings.Archive.AeTitle, settings.Archive.Host, settings.Archive.Port)}, {(settings.Tls is null ? "without TLS" : "by TLS")}; called as {configuration.Dicom.AeTitle}",
            studyUid, phantom.AreaCm2, entry?.AreaCm2, back.ReportedAreaCm2, phantom.MeanGrey, entry?.Echogenicity?.Mean,
                back.ReportedMeanGrey,
            entry?.Model is { } model ? [$"{model.Id} {model.Version}, SHA-256 {model.Sha256}, run by {entry.Provider ?? "?"}"] : [],
                _checks, left);
        return (report, phantom.Colour ?? phantom.Screen.ToRgb(), outline);
    }

    static string Software => string.Create(CultureInfo.InvariantCulture,
        $"AcsaNode {AnalysisSetup.SoftwareVersion}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}");

    // Nothing goes out that could be taken for a person, and nothing to an archive that would.
    async Task<bool> MaySendAsync(DicomDataset data, CancellationToken stop)
    {
        var (isSomebodyElse, words) = await ArchivePatient.AskAsync(settings.Configuration.Dicom.AeTitle, settings.Archive, settings.Tls,
            stop);
        var isOfNobody = SelfTestPatient.IsOn(data);
        Check("No real patient", isOfNobody && isSomebodyElse == false, isOfNobody
            ? $"sent is {SelfTestPatient.Name} (ID {SelfTestPatient.Id}) without accession number, birth date or order; asked of the archive: {words}"
            : "the image bears what the test patient does not have: nothing was sent");
        return isOfNobody && isSomebodyElse != true;
    }

    async Task<bool> SendAsync(DicomDataset data, CancellationToken stop)
    {
        var image = Path.Combine(settings.Folder, "phantom.dcm");
        new DicomFile(data).Save(image);
        var answer = (await new FileSender(settings.Node, settings.CallingTitle).SendAsync([image], null, stop)).Single();
        Check("C-STORE to the node", answer.IsStored, string.Create(CultureInfo.InvariantCulture,
            $"sent: 1 Ultrasound Image of {data.GetSingleValue<ushort>(DicomTag.Columns)} x {data.GetSingleValue<ushort>(DicomTag.Rows)} pixels, answered: {answer.Words}"));
        return answer.IsStored;
    }

    async Task<IReadOnlyList<KnownResult>> WaitAsync(SqlLedger ledger, string studyUid, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        for (var parked = 0; ;)
        {
            var meant = (await ledger.KnownResultsAsync(settings.Archive.Name, studyUid, null, stop)).Where(result =>
                result.State is not null).ToList();
            // What is parked may give way to another form (docs/reader.md).
            parked = meant.Exists(result => result.State == OutboxState.Parked) ? parked + 1 : 0;
            var isOver = watch.Elapsed > settings.Patience + settings.Configuration.Study.Quiet || parked > LooksAtParked;
            if (!isOver && (meant.Count == 0 || !meant.All(result => result.IsStored)))
            {
                await Task.Delay(Look, stop);
                continue;
            }

            var kinds = string.Join(", ", meant.Select(result => $"{result.Kind} {(result.IsStored ? "stored" : result.State)}"));
            Check("C-STORE to the archive", meant.Count > 0 && meant.All(result => result.IsStored),
                string.Create(CultureInfo.InvariantCulture,
                $"{meant.Count(result => result.IsStored)} of {meant.Count} results after {watch.Elapsed.TotalSeconds:0.0} s, the quiet time included{(kinds.Length > 0 ? ": " : "")}{kinds}"));
            return meant;
        }
    }

    void CheckTruth(PhantomImage phantom, ResultEntry? entry)
    {
        Check("Analysis", entry?.Status == "measured", entry is null ? "no finding"
            : $"{entry.Status} {string.Join(' ', entry.Reasons)}".TrimEnd());
        Check("Area", entry?.AreaCm2 is { } area && Math.Abs(area - phantom.AreaCm2) <= AreaTolerance * phantom.AreaCm2,
            Text($"{Measured(entry?.AreaCm2, "0.000", " cm²")}, true {phantom.AreaCm2:0.000} cm² (tolerance {100 * AreaTolerance:0} %)"));
        Check("Mean grey level", entry?.Echogenicity?.Mean is { } grey && Math.Abs(grey - phantom.MeanGrey) <= GreyTolerance,
            Text($"{Measured(entry?.Echogenicity?.Mean, "0.0", "")}, true {phantom.MeanGrey:0.0} (tolerance {GreyTolerance:0})"));
    }

    static string Measured(double? value, string format, string unit) =>
        value is { } number ? $"measured {number.ToString(format, CultureInfo.InvariantCulture)}{unit}" : "not measured";

    IEnumerable<DicomDataset> Written(IEnumerable<HeldFile> files) => files.Where(file => file.IsKept)
        .Select(file => DicomFile.Open(Path.Combine(settings.Configuration.Data, "results", file.File), FileReadOption.ReadAll).Dataset);

    async Task<IReadOnlyList<string>> LeftAsync(SqlLedger ledger, string studyUid, int stored, CancellationToken stop)
    {
        var others = new List<string>();
        foreach (var to in settings.Configuration.Destinations.Where(to => to.Name != settings.Archive.Name))
        {
            var meant = (await ledger.KnownResultsAsync(to.Name, studyUid, null, stop)).Count(result => result.State is not null);
            if (meant > 0) others.Add(FormattableString.Invariant($"{to.Name} ({meant})"));
        }

        return
        [
            Text($"Left behind in {settings.Archive.Name}: {stored} instance(s) of the study above. Remove them there: delete the study by its Study Instance UID or by the patient ID {SelfTestPatient.Id}, which nobody else has."),
            .. others.Count > 0
                ? new[] { $"The node's other destinations got or get results too, to be removed alike: {string.Join(", ", others)}." } : [],
            Text($"The node keeps the image and its results for the days of its retention ({settings.Configuration.Retention.ReceivedDays} and {settings.Configuration.Retention.ResultDays}; 0 = always). What was sent and fetched lies beside this page."),
        ];
    }

    void Check(string what, bool isWell, string found) => _checks.Add(new(what, isWell, found));

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
