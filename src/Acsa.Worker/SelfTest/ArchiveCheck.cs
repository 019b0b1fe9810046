using System.Diagnostics;
using System.Globalization;
using Acsa.Imaging;
using Acsa.Phantom;
using Acsa.Worker.Reader;
using Acsa.Worker.Reconciliation;
using Acsa.Worker.Results;
using Acsa.Worker.Segments;

namespace Acsa.Worker.SelfTest;

/// <summary>Whether an archive finds and gives back what it said that it stored, as it was sent.</summary>
sealed class ArchiveCheck(SelfTestSettings settings, string studyUid, List<SelfTestCheck> checks)
{
    // The area is that of the outline's own pixels but for what measurement does at its edge.
    const double OutlineTolerance = 0.02;

    readonly FetchedInstances _fetched = new(studyUid, EmptyFolder(Path.Combine(settings.Folder, "fetched")));
    string _way = "";

    public double? ReportedAreaCm2 { get; private set; }
    public double? ReportedMeanGrey { get; private set; }

    /// <summary>The outline that came back; null when none did.</summary>
    public Mask? Outline { get; private set; }

    /// <param name="own">What the node sent and the archive said it stored.</param>
    public async Task RunAsync(IReadOnlyList<DicomDataset> own, PhantomImage phantom, ResultEntry? entry, CancellationToken stop)
    {
        try
        {
            await FindAsync(own, stop);
            await FetchAsync(own, stop);
        }
        catch (ArchiveQueryException error)
        {
            Check("The archive gives back what it holds", false, error.Message);
        }

        if (_fetched.All.Count == 0) return;
        checks.AddRange(ReturnComparison.Judge(own, _fetched.All, settings.AllowsCoercion));
        CheckReport(entry);
        CheckOutline(phantom, entry);
    }

    /// <summary>The first outline of a Segmentation; null when it cannot be read as one.</summary>
    public static Mask? OutlineOf(DicomDataset segmentation)
    {
        try
        {
            var read = SegmentationObject.Read(segmentation);
            return read.MaskOf(read.Frames[0]);
        }
        catch (InvalidDataException)
        {
            return null; // Said by the comparison.
        }
    }

    async Task FindAsync(IReadOnlyList<DicomDataset> own, CancellationToken stop)
    {
        var found = await new ArchiveQuery(settings.Configuration.Dicom.AeTitle, settings.Archive, settings.Tls).FindAsync(studyUid, stop);
        var held = found.Select(one => one.SopInstanceUid).ToHashSet(StringComparer.Ordinal);
        var count = own.Count(data => held.Contains(data.GetString(DicomTag.SOPInstanceUID)));
        var others = count < own.Count && held.Count > count
            ? FormattableString.Invariant($"; {held.Count - count} of the study bear UIDs that were not sent") : "";
        Check("C-FIND in the archive", count == own.Count, FormattableString.Invariant($"{count} of {own.Count} found{others}"));
    }

    async Task FetchAsync(IReadOnlyList<DicomDataset> own, CancellationToken stop)
    {
        var archive = new ArchiveRetrieval(settings.Configuration.Dicom.AeTitle, settings.Archive, settings.Tls, studyUid);
        var offers = await archive.ProbeAsync(stop);
        var (gets, moves) = (IsOffered(offers, "C-GET"), IsOffered(offers, "C-MOVE"));
        Check("Services of the archive", true, string.Join(", ",
            offers.Select(offer => $"{offer.Name} {(offer.IsTaken ? "offered" : "not offered")}")));
        var watch = Stopwatch.StartNew();
        if (settings.Fetch == FetchWay.Get || (settings.Fetch == FetchWay.Auto && (gets || !moves)))
        {
            try
            {
                _way = "C-GET";
                await archive.GetAsync(own.Select(data => data.GetString(DicomTag.SOPClassUID)), _fetched, stop);
            }
            catch (ArchiveQueryException error) when (settings.Fetch == FetchWay.Auto && moves)
            {
                Check("C-GET from the archive", true, $"not granted ({error.Message}); C-MOVE is tried");
                await MoveAsync(archive, own.Count, stop);
            }
        }
        else await MoveAsync(archive, own.Count, stop);

        Check($"{_way} from the archive", _fetched.All.Count == own.Count, string.Create(CultureInfo.InvariantCulture,
            $"{_fetched.All.Count} came back of {own.Count} in {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    async Task MoveAsync(ArchiveRetrieval archive, int expected, CancellationToken stop)
    {
        _way = "C-MOVE";
        var secured = settings.MoveTls is null ? "without TLS" : "with TLS";
        var must = FormattableString.Invariant(
            $"The archive must know the AE title {settings.MoveTitle} as this machine's address, port {settings.MovePort}, {secured}, and allow {settings.Configuration.Dicom.AeTitle} to move to it.");
        try
        {
            using var port = RetrievalPort.Open(settings.Configuration.Dicom.Bind[0], settings.MovePort, settings.MoveTitle, _fetched,
                settings.MoveTls);
            await archive.MoveAsync(settings.MoveTitle, expected, _fetched, stop);
        }
        catch (ArchiveQueryException error)
        {
            throw new ArchiveQueryException($"{error.Message}. {must}", error);
        }
        catch (DicomNetworkException error)
        {
            throw new ArchiveQueryException(FormattableString.Invariant($"Port {settings.MovePort} cannot be opened for C-MOVE ({error.Message}). Name another with --move-port. {must}"), error);
        }
    }

    void CheckReport(ResultEntry? entry)
    {
        if (_fetched.All.FirstOrDefault(data => data.GetSingleValueOrDefault(DicomTag.Modality, "") == "SR"
            && data.Contains(DicomTag.ContentTemplateSequence))
            is not { } report) return;
        (ReportedAreaCm2, ReportedMeanGrey) = ReportNumbers.Of(report);
        Check("Numbers of the report", IsSame(ReportedAreaCm2, entry?.AreaCm2) && IsSame(ReportedMeanGrey, entry?.Echogenicity?.Mean),
            string.Create(
            CultureInfo.InvariantCulture,
                $"area {ReportedAreaCm2:0.000} cm², mean grey level {ReportedMeanGrey:0.0}, as the node measured"));
    }

    void CheckOutline(PhantomImage phantom, ResultEntry? entry)
    {
        if (_fetched.All.FirstOrDefault(data =>
            SegmentationClass.Is(data.GetSingleValueOrDefault(DicomTag.SOPClassUID, ""))) is not { } segmentation) return;
        Outline = OutlineOf(segmentation);
        if (Outline is null || (Outline.Width, Outline.Height) != (phantom.Screen.Width, phantom.Screen.Height)) return;
        var area = Outline.CountInside() * phantom.PixelSize.AreaCm2;
        Check("Outline of the Segmentation", entry?.AreaCm2 is { } measured && Math.Abs(area - measured) <= OutlineTolerance * measured,
            string.Create(
            CultureInfo.InvariantCulture,
                $"{Outline.CountInside()} pixels inside are {area:0.000} cm² (tolerance {100 * OutlineTolerance:0} % of the measured area)"));
    }

    void Check(string what, bool isWell, string found) => checks.Add(new(what, isWell, found));

    static bool IsOffered(IEnumerable<Fitness.ClassAnswer> offers, string name) => offers.Any(offer => offer.Name == name && offer.IsTaken);

    // A report states a number in at most 16 characters.
    static bool IsSame(double? reported, double? measured) =>
        reported is { } one && measured is { } other && Math.Abs(one - other) <= 1e-6 * Math.Max(1, Math.Abs(other));

    // What an earlier test fetched is no evidence of this one.
    static string EmptyFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(folder, "*.dcm")) File.Delete(file);
        return folder;
    }
}
