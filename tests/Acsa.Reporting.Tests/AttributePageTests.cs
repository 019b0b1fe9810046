using System.Text;
using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting.Tests;

/// <summary>
/// docs/conformance-attributes.md, by objects that are written here: of images that state everything, little, and several frames. With
/// ACSA_WRITE_DOCS=1 the page is written, otherwise compared.
/// </summary>
public sealed class AttributePageTests
{
    static readonly (ResultKind Kind, string Name)[] s_columns =
    [
        (ResultKind.Segmentation, "seg"), (ResultKind.LabelMap, "labelmap"), (ResultKind.StructuredReport, "sr"),
        (ResultKind.ComprehensiveReport, "comprehensive-sr"), (ResultKind.TextReport, "text-sr"), (ResultKind.PresentationState, "gsps"),
        (ResultKind.SecondaryCapture, "sc"), (ResultKind.Document, "pdf"), (ResultKind.StudyReport, "study-sr"),
        (ResultKind.RejectionNote, "rejection"),
    ];

    // Shown as a whole: their items are told by templates and by the page that this one belongs to.
    static readonly HashSet<DicomTag> s_closed = [DicomTag.ContentSequence];

    [Fact]
    public void The_page_lists_what_is_written()
    {
        var page = Path.Combine(Root(AppContext.BaseDirectory), "docs", "conformance-attributes.md");
        var text = Page();
        if (Environment.GetEnvironmentVariable("ACSA_WRITE_DOCS") == "1") File.WriteAllText(page, text);
        Assert.True(File.ReadAllText(page).ReplaceLineEndings("\n") == text,
            $"{page} differs from what is written; ACSA_WRITE_DOCS=1 writes it anew.");
    }

    [Fact]
    public void Every_code_of_our_own_is_in_the_statement()
    {
        var statement = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "conformance.md"));
        var written = Sources().SelectMany(source => Written(source).Values.SelectMany(sets => sets))
            .SelectMany(Codes).Where(code => code.Scheme == "99ACSA").Select(code => code.Value).Distinct().ToList();
        Assert.NotEmpty(written);
        Assert.All(written, code => Assert.Contains(code, statement, StringComparison.Ordinal));
    }

    static IEnumerable<(string Scheme, string Value)> Codes(DicomDataset set)
    {
        if (set.TryGetSingleValue<string>(DicomTag.CodingSchemeDesignator, out var scheme)
            && set.TryGetSingleValue<string>(DicomTag.CodeValue, out var value))
            yield return (scheme, value);
        foreach (var code in set.OfType<DicomSequence>().SelectMany(sequence => sequence.Items).SelectMany(Codes)) yield return code;
    }

    static string Page()
    {
        var sources = Sources();
        var written = sources.Select(Written).ToList();
        var text = new StringBuilder();
        text.Append("# Attributes of created objects\n\nMade by `AttributePageTests` from objects that it writes about three images: one that states everything, one "
            + "that states only what it has to, and a clip. Part of the\n[conformance statement](conformance.md#81-iod-contents).\n\n"
            + "A: always with a value. E: always there, perhaps empty. S: sometimes there. An empty cell: never. \"Copied\" is what has the value of the "
            + "source's attribute\nwhere that has one; anything else is made by the node. Items of Content Sequence are those of the templates.\nReports on a whole study (study-sr) are not in the table.\n\n");
        text.Append("| attribute | tag | VR | " + string.Join(" | ", s_columns.Select(column => column.Name)) + " | copied |\n");
        text.Append(string.Concat(Enumerable.Repeat("|---", s_columns.Length + 4)) + "|\n");
        var paths = written.SelectMany(of => of.Values).SelectMany(sets => sets)
            .SelectMany(set => Paths([], set).Select(found => found.Path))
            .DistinctBy(Key).OrderBy(Key, StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var cells = s_columns.Select(column => Presence(written, column.Kind, path)).ToList();
            var copied = path.Length == 1 && IsCopied(sources, written, path[0]);
            text.Append($"| {string.Concat(Enumerable.Repeat("> ", path.Length - 1))}{path[^1].DictionaryEntry.Name} | {path[^1]} | "
                + $"{path[^1].DictionaryEntry.ValueRepresentations[0].Code} | {string.Join(" | ", cells)} | {(copied ? "yes" : "")} |\n");
        }

        return text.ToString();
    }

    static string Presence(List<Dictionary<ResultKind, List<DicomDataset>>> written, ResultKind kind, DicomTag[] path)
    {
        // Each holder of the attribute counts: of an item's, the items.
        var found = written.SelectMany(of => of[kind]).SelectMany(set => Holders(set, path.AsSpan(0, path.Length - 1).ToArray())).ToList();
        var there = found.Where(holder => holder.Contains(path[^1])).ToList();
        if (there.Count == 0) return "";
        return there.Count < found.Count ? "S" : there.TrueForAll(holder => HasValue(holder, path[^1])) ? "A" : "E";
    }

    static bool HasValue(DicomDataset set, DicomTag tag) => set.GetDicomItem<DicomItem>(tag) switch
    {
        DicomSequence sequence => sequence.Items.Count > 0,
        DicomElement element => element.Buffer.Size > 0,
        _ => true,
    };

    static bool IsCopied(List<DicomDataset> sources, List<Dictionary<ResultKind, List<DicomDataset>>> written, DicomTag tag)
    {
        var pairs = sources.Zip(written).Where(pair => pair.First.Contains(tag) && pair.First.GetDicomItem<DicomItem>(tag) is DicomElement)
            .SelectMany(pair => s_columns.SelectMany(column => pair.Second[column.Kind]).Where(set => set.Contains(tag))
                .Select(set => (From: Text(pair.First, tag), To: Text(set, tag)))).ToList();
        return pairs.Count > 0 && pairs.TrueForAll(pair => pair.From == pair.To) && pairs.Exists(pair => pair.From.Length > 0);
    }

    static string Text(DicomDataset set, DicomTag tag) => set.TryGetString(tag, out var text) ? text.Trim() : "";

    static IEnumerable<DicomDataset> Holders(DicomDataset set, DicomTag[] path) => path.Length == 0 ? [set]
        : !set.TryGetSequence(path[0], out var sequence) ? []
        : sequence.Items.SelectMany(item => Holders(item, path[1..]));

    static IEnumerable<(DicomTag[] Path, DicomItem Item)> Paths(DicomTag[] above, DicomDataset set)
    {
        foreach (var item in set)
        {
            DicomTag[] path = [.. above, item.Tag];
            yield return (path, item);
            if (item is not DicomSequence sequence || s_closed.Contains(item.Tag)) continue;
            foreach (var below in sequence.Items.SelectMany(inner => Paths(path, inner))) yield return below;
        }
    }

    static string Key(DicomTag[] path) => string.Join('/', path.Select(tag => $"{tag.Group:x4}{tag.Element:x4}"));

    static Dictionary<ResultKind, List<DicomDataset>> Written(DicomDataset source)
    {
        var (width, height) = (source.GetSingleValue<ushort>(DicomTag.Columns), source.GetSingleValue<ushort>(DicomTag.Rows));
        var request = Sample.Request(source, Sample.Measured(Sample.Ellipse(width, height))) with
        {
            Kinds = s_columns.Select(column => column.Kind).ToHashSet(),
            Predecessors = [new(Sample.Study, "1.2.826.0.1.3680043.8.498.7", "1.2.840.10008.5.1.4.1.1.88.34",
                "1.2.826.0.1.3680043.8.498.8")],
        };
        // Without a predecessor, too: what stands only in a report that replaces another is written sometimes.
        var (first, later) = (ResultWriter.Write(request with { Predecessors = [] }), ResultWriter.Write(request));
        return s_columns.ToDictionary(column => column.Kind,
            column => first.Instances.Concat(later.Instances).Concat(OfStudy(source, request.Predecessors))
            .Where(instance => instance.Kind == column.Kind).Select(instance => instance.File.ReadBack()).ToList());
    }

    // Of two images of each side at three places, one of them left out, without and with a predecessor: all codes that such a report has.
    static IEnumerable<ResultInstance> OfStudy(DicomDataset source, IReadOnlyList<InstanceReference> predecessors)
    {
        List<MuscleImage> images =
        [
            Of(1, "rectus-femoris", Laterality.Left, null), Of(2, "rectus-femoris", Laterality.Left, null),
            Of(3, "rectus-femoris", Laterality.Right, null),
            Of(4, "rectus-femoris", Laterality.Right, null) with { Status = FindingStatus.Review },
            .. Enumerable.Range(5, 6).Select(place => Of(place, "vastus-lateralis", place < 8 ? Laterality.Left : Laterality.Right, place)),
        ];
        var request = new StudyReportRequest(source, StudyMeasurements.Of(images),
            [.. images.Where(image => image.Status == FindingStatus.Measured)
            .Select(image => new StudyReportImage(image.SopInstanceUid, 1,
                new(Sample.Study, Sample.Series, "1.2.840.10008.5.1.4.1.1.6.1", image.SopInstanceUid),
                false, image.Structure!, image.Laterality, Sample.Model, false))], Sample.Context);
        return new[] { request, request with { Predecessors = predecessors } }.Select(StudyReportWriter.Write);

        static MuscleImage Of(int number, string structure, Laterality side, double? place) =>
            new($"1.2.{number}", 1, structure, side, FindingStatus.Measured, number, 10 * number, 0.5 * number, place)
            {
                AreaCm2Interval = new(0.9 * number, 1.1 * number, 0.9), MeanGreyInterval = new(9 * number, 11 * number, 0.9),
            };
    }

    static List<DicomDataset> Sources()
    {
        var full = Sample.Source();
        foreach (var (tag, value) in new[]
        {
            (DicomTag.IssuerOfPatientID, "H"), (DicomTag.OtherPatientIDsRETIRED, "O"), (DicomTag.PatientAge, "076Y"),
            (DicomTag.PatientSize, "1.7"),
            (DicomTag.PatientWeight, "70"), (DicomTag.PatientComments, "C"), (DicomTag.PatientBirthTime, "101010"),
            (DicomTag.StudyDescription, "D"), (DicomTag.SeriesDescription, "R"), (DicomTag.BodyPartExamined, "THIGH"),
            (DicomTag.Laterality, "L"),
            (DicomTag.TimezoneOffsetFromUTC, "+0200"), (DicomTag.NameOfPhysiciansReadingStudy, "Q"),
            (DicomTag.AdmittingDiagnosesDescription, "X"),
            (DicomTag.AdditionalPatientHistory, "Y"), (DicomTag.Occupation, "Z"), (DicomTag.LossyImageCompression, "01"),
            (DicomTag.LossyImageCompressionRatio, "10"), (DicomTag.LossyImageCompressionMethod, "ISO_10918_1"),
            (DicomTag.InstitutionName, "I"), (DicomTag.Manufacturer, "M"), (DicomTag.StationName, "N"), (DicomTag.SeriesNumber, "3"),
            (DicomTag.ContentDate, "20260328"), (DicomTag.ContentTime, "101113"), (DicomTag.AcquisitionDateTime, "20260328101113"),
        }) full.AddOrUpdate(tag, value);
        DicomDataset poor = new()
        {
            { DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.6.1" }, { DicomTag.SOPInstanceUID, Sample.Instance },
            { DicomTag.StudyInstanceUID, Sample.Study }, { DicomTag.SeriesInstanceUID, Sample.Series }, { DicomTag.Rows, (ushort)48 },
            { DicomTag.Columns, (ushort)64 }, { DicomTag.PhotometricInterpretation, "MONOCHROME2" },
            { DicomTag.SamplesPerPixel, (ushort)1 },
            { DicomTag.BitsAllocated, (ushort)8 },
        };
        return [full, poor, Sample.Source(64, 48, 9, "RGB")];
    }

    static string Root(string folder) => File.Exists(Path.Combine(folder, "AcsaNode.sln")) ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"No AcsaNode.sln above {AppContext.BaseDirectory}"));
}
