using System.Diagnostics;
using System.Globalization;
using Acsa.Phantom;
using Acsa.Worker.Commands;
using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Results;
using Acsa.Worker.Studies;

namespace Acsa.Worker.SelfTest;

/// <summary>
/// A simulated image through the running node and its archive: sent by C-STORE, waited for, queried by C-FIND, fetched by C-GET, and compared with what the
/// node wrote and with what is true.
/// </summary>
sealed class SelfTestRun(NodeConfiguration configuration, DestinationConfiguration archive, ITlsInitiator? tls, string callingTitle, string folder)
{
    // A phantom on which the built-in model is well within its error (docs/models.md): beyond these something is wrong with the installation.
    const double AreaTolerance = 0.05, GreyTolerance = 2;
    const ulong Seed = 5;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Look = TimeSpan.FromMilliseconds(500);

    readonly List<SelfTestCheck> _checks = [];

    public async Task<SelfTestReport> RunAsync(CancellationToken stop)
    {
        var recipe = PhantomRecipe.Draw(Seed, 0) with { Frames = 1, Structure = PhantomStructure.VastusLateralis, Geometry = PhantomGeometry.Panoramic };
        var phantom = PhantomRenderer.Render(recipe);
        var studyUid = DicomUIDGenerator.GenerateDerivedFromUUID().UID;
        var image = Path.Combine(folder, "phantom.dcm");
        new DicomFile(Dataset(recipe, phantom, studyUid)).Save(image);
        var watch = Stopwatch.StartNew();
        var answer = (await new FileSender(new(configuration.Dicom.AeTitle, "127.0.0.1", configuration.Dicom.Port), callingTitle).SendAsync([image], null, stop))
            .Single();
        Check("C-STORE to the node", answer.IsStored, answer.Words);
        ResultEntry? entry = null;
        if (answer.IsStored)
        {
            using var ledger = SqlLedger.OpenToRead(configuration.Ledger, TimeProvider.System);
            var sent = await WaitAsync(ledger, studyUid, stop);
            Check("results stored in the archive", sent.Count > 0 && sent.All(result => result.IsStored), string.Create(CultureInfo.InvariantCulture,
                $"{sent.Count(result => result.IsStored)} of {sent.Count} after {watch.Elapsed.TotalSeconds:0.0} s, the quiet time included"));
            entry = (await ledger.StudiesAsync([studyUid], stop)).SelectMany(study => study.Entries).Select(ResultJson.Read<ResultEntry>).FirstOrDefault();
            CheckTruth(phantom, entry);
            var files = await ledger.FilesAsync(studyUid, stop);
            string[] stored = [.. sent.Where(result => result.IsStored).Select(result => result.SopInstanceUid)];
            if (stored.Length > 0 && files is not null)
                await CheckArchiveAsync(studyUid, [.. files.Results.Where(file => stored.Contains(file.SopInstanceUid)).Select(file => file.File)], stop);
        }

        return new(
            TimeProvider.System.GetLocalNow(), configuration.Dicom.AeTitle, AnalysisSetup.SoftwareVersion, $"{archive.Name} ({archive.AeTitle})", studyUid,
            phantom.AreaCm2, entry?.AreaCm2, phantom.MeanGrey, entry?.Echogenicity?.Mean,
            entry?.Model is { } model ? [$"{model.Id} {model.Version}, SHA-256 {model.Sha256}"] : [], _checks);
    }

    static DicomDataset Dataset(PhantomRecipe recipe, PhantomImage phantom, string studyUid)
    {
        var data = PhantomDicomWriter.ToDataset(recipe, [phantom]);
        data.AddOrUpdate(DicomTag.StudyInstanceUID, studyUid);
        data.AddOrUpdate(DicomTag.SeriesInstanceUID, DicomUIDGenerator.GenerateDerivedFromUUID().UID);
        data.AddOrUpdate(DicomTag.SOPInstanceUID, DicomUIDGenerator.GenerateDerivedFromUUID().UID);
        data.AddOrUpdate(DicomTag.PatientName, "TEST^ACSA SELFTEST");
        data.AddOrUpdate(DicomTag.PatientID, "ACSA-SELFTEST");
        data.AddOrUpdate(DicomTag.StudyDescription, "TEST: AcsaNode self-test, simulated image");
        data.AddOrUpdate(DicomTag.StudyDate, TimeProvider.System.GetLocalNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        return data;
    }

    async Task<IReadOnlyList<KnownResult>> WaitAsync(SqlLedger ledger, string studyUid, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var meant = (await ledger.KnownResultsAsync(archive.Name, studyUid, null, stop)).Where(result => result.State is not null).ToList();
            var isOver = watch.Elapsed > Patience + configuration.Study.Quiet || meant.Exists(result => result.State == OutboxState.Parked);
            if (isOver || (meant.Count > 0 && meant.All(result => result.IsStored))) return meant;
            await Task.Delay(Look, stop);
        }
    }

    void CheckTruth(PhantomImage phantom, ResultEntry? entry)
    {
        Check("status", entry?.Status == "measured", entry is null ? "no finding" : $"{entry.Status} {string.Join(' ', entry.Reasons)}".TrimEnd());
        Check("area", entry?.AreaCm2 is { } area && Math.Abs(area - phantom.AreaCm2) <= AreaTolerance * phantom.AreaCm2,
            Text($"{entry?.AreaCm2:0.000} cm², true {phantom.AreaCm2:0.000} cm² (tolerance {100 * AreaTolerance:0} %)"));
        Check("mean grey level", entry?.Echogenicity?.Mean is { } grey && Math.Abs(grey - phantom.MeanGrey) <= GreyTolerance,
            Text($"{entry?.Echogenicity?.Mean:0.0}, true {phantom.MeanGrey:0.0} (tolerance {GreyTolerance:0})"));
    }

    async Task CheckArchiveAsync(string studyUid, IReadOnlyList<string> files, CancellationToken stop)
    {
        var own = files.Select(file => DicomFile.Open(Path.Combine(configuration.Data, "results", file), FileReadOption.ReadAll).Dataset).ToList();
        try
        {
            var held = (await new ArchiveQuery(configuration.Dicom.AeTitle, archive, tls).FindAsync(studyUid, stop)).Select(one => one.SopInstanceUid).ToHashSet();
            var found = own.Count(data => held.Contains(data.GetString(DicomTag.SOPInstanceUID)));
            Check("C-FIND finds them", found == own.Count, $"{found} of {own.Count}");
            var fetched = await ArchiveRetrieval.GetAsync(
                configuration.Dicom.AeTitle, archive, tls, studyUid, own.Select(data => data.GetString(DicomTag.SOPClassUID)),
                Directory.CreateDirectory(Path.Combine(folder, "fetched")).FullName, stop);
            foreach (var data in own)
            {
                var uid = data.GetString(DicomTag.SOPInstanceUID);
                var difference = fetched.TryGetValue(uid, out var back) ? DatasetComparison.FirstDifference(data, back) : "it did not come back";
                Check($"C-GET of {data.GetString(DicomTag.Modality)} {uid}", difference is null,
                    difference is null ? "every attribute, pixel and number as sent" : $"differs: {difference}");
            }
        }
        catch (ArchiveQueryException error)
        {
            Check("the archive gives back what it holds", false, error.Message);
        }
    }

    void Check(string what, bool isWell, string found) => _checks.Add(new(what, isWell, found));

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
