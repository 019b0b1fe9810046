using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting.Tests;

/// <summary>What holds for every kind of result.</summary>
public sealed class AllKindsTests
{
    static readonly IReadOnlySet<ResultKind> s_all = Enum.GetValues<ResultKind>().Except(ResultKinds.OfStudy).ToHashSet();

    [Theory]
    [InlineData(null, "MONOCHROME2")]
    [InlineData(null, "RGB")]
    [InlineData(9, "RGB")]
    public void Every_kind_is_written_and_reads_back_as_asked_for(int? frames, string photometric)
    {
        var request = All(Sample.Source(640, 480, frames, photometric));
        var results = ResultWriter.Write(request);
        Assert.Equal(s_all.Order(), results.Instances.Select(instance => instance.Kind).Distinct().Order());
        Assert.Empty(ResultCheck.Problems(results, request));
        Assert.Equal(results.Instances.Count, results.Instances.Select(instance => instance.SopInstanceUid).Distinct().Count());
        foreach (var group in results.Instances.GroupBy(instance => instance.Kind))
            Assert.Single(group.Select(instance => instance.File.Dataset.GetString(DicomTag.SeriesInstanceUID)).Distinct());
        Assert.Equal(s_all.Count, results.Instances.Select(instance =>
            instance.File.Dataset.GetString(DicomTag.SeriesInstanceUID)).Distinct().Count());
    }

    [Fact]
    public void Every_kind_is_the_same_bytes_the_second_time()
    {
        var request = All(Sample.Source(640, 480));
        Assert.Equal(ResultWriter.Write(request).Instances.Select(instance => instance.File.Bytes()),
            ResultWriter.Write(request).Instances.Select(instance => instance.File.Bytes()));
    }

    [Theory]
    [InlineData(ResultKind.SegmentationStrict)]
    [InlineData(ResultKind.LabelMap)]
    [InlineData(ResultKind.ComprehensiveReport)]
    [InlineData(ResultKind.TextReport)]
    [InlineData(ResultKind.PresentationState)]
    [InlineData(ResultKind.Document)]
    [InlineData(ResultKind.RejectionNote)]
    public void The_read_back_check_sees_results_of_another_request(ResultKind kind)
    {
        var request = All(Sample.Source(640, 480)) with { Kinds = new HashSet<ResultKind> { kind } };
        var written = Assert.Single(ResultWriter.Write(request).Instances);
        var other = request with
        {
            Findings =
            [
                Sample.Measured(Sample.Ellipse(640, 480, 1)) with { Measurement = request.Findings[0].Measurement! with { AreaCm2 = 99 } },
            ],
            Predecessors = [request.Predecessors[0] with { SopInstanceUid = "1.2.3" }],
        };
        var shown = Assert.Single(ResultWriter.Write(other).Instances);
        Assert.Empty(ResultCheck.Problems(written, new DicomFile(written.File.ReadBack()), request));
        Assert.NotEmpty(ResultCheck.Problems(written, shown.File, request));
        if (kind != ResultKind.Document) Assert.NotEmpty(ResultCheck.Problems(written, written.File, other));
    }

    [Fact]
    public void Where_nothing_was_found_reports_and_pictures_are_left()
    {
        var request = All(Sample.Source()) with { Findings = [Sample.NothingFound()], Predecessors = [] };
        var results = ResultWriter.Write(request);
        Assert.Equal([ResultKind.StructuredReport, ResultKind.SecondaryCapture, ResultKind.ComprehensiveReport, ResultKind.TextReport,
            ResultKind.Document],
            results.Instances.Select(instance => instance.Kind.Form()).Distinct());
        Assert.Empty(ResultCheck.Problems(results, request));
    }

    [Fact]
    public void Overlapping_masks_make_no_label_map()
    {
        var request = Sample.Request(Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)),
            Sample.Measured(Sample.Ellipse(64, 48, 1), 1, "vastus-lateralis")) with { Kinds = s_all };
        var results = ResultWriter.Write(request);
        Assert.Null(results.Find(ResultKind.LabelMap));
        Assert.NotNull(results.Find(ResultKind.SegmentationStrict));
        Assert.Empty(ResultCheck.Problems(results, request));
    }

    [Fact]
    public void A_profile_says_where_a_segmentation_lies_and_invents_nothing()
    {
        var plain = ResultWriter.Write(All(Sample.Source(640, 480)));
        Assert.NotNull(Shared(plain, ResultKind.Segmentation, DicomTag.PlaneOrientationSequence));
        foreach (var kind in new[] { ResultKind.SegmentationStrict, ResultKind.SegmentationFullSpatial })
        {
            Assert.Empty(plain.Find(kind)!.Dataset.GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items[0]);
            Assert.False(plain.Find(kind)!.Dataset.Contains(DicomTag.FrameOfReferenceUID));
        }

        var placed = Sample.Source(640, 480);
        placed.AddOrUpdate(DicomTag.FrameOfReferenceUID, "1.2.3.4");
        placed.AddOrUpdate(DicomTag.ImagePositionPatient, "1.5", "-2", "3");
        placed.AddOrUpdate(DicomTag.ImageOrientationPatient, "0", "1", "0", "0", "0", "-1");
        placed.AddOrUpdate(DicomTag.PixelSpacing, "0.2", "0.1");
        var spatial = ResultWriter.Write(All(placed));
        Assert.Equal("1.2.3.4", spatial.Find(ResultKind.SegmentationFullSpatial)!.Dataset.GetString(DicomTag.FrameOfReferenceUID));
        Assert.Equal("1.5\\-2\\3", Shared(spatial, ResultKind.SegmentationFullSpatial, DicomTag.PlanePositionSequence)!
            .GetString(DicomTag.ImagePositionPatient));
        Assert.False(spatial.Find(ResultKind.Segmentation)!.Dataset.Contains(DicomTag.FrameOfReferenceUID));
    }

    [Fact]
    public void A_new_report_names_the_one_it_replaces_and_a_note_rejects_all_of_the_old_results()
    {
        var old = ResultWriter.Write(All(Sample.Source()) with { Predecessors = [] });
        var earlier = old.Instances.Select(instance => InstanceReference.Of(instance.File.Dataset) with { Kind = instance.Kind }).ToList();
        var request = All(Sample.Source()) with { Predecessors = earlier };
        request = request with { Findings = [request.Findings[0] with { Model = new ModelIdentity("acsa-thigh-unet", "2.0.0",
            new string('b', 64)) }] };
        var results = ResultWriter.Write(request);
        Assert.Equal([old.StructuredReport.Dataset.GetString(DicomTag.SOPInstanceUID)], Predecessors(results.StructuredReport));
        Assert.Equal([old.Find(ResultKind.TextReport)!.Dataset.GetString(DicomTag.SOPInstanceUID)],
            Predecessors(results.Find(ResultKind.TextReport)!));
        var note = results.Find(ResultKind.RejectionNote)!.ReadBack();
        Assert.Equal("113001", ReportTree.Name(note));
        Assert.Equal("KO", note.GetString(DicomTag.Modality));
        Assert.Equal(earlier.Select(instance => instance.SopInstanceUid).Order(),
            ReportTree.Descendants(note).SelectMany(ReportTree.References).Order());

        static IEnumerable<string> Predecessors(DicomFile report) =>
            report.ReadBack().GetSequence(DicomTag.PredecessorDocumentsSequence).Items
                .SelectMany(study => study.GetSequence(DicomTag.ReferencedSeriesSequence).Items).SelectMany(ReportTree.References);
    }

    [Fact]
    public void A_report_names_to_each_receiver_only_the_earlier_ones_that_it_holds()
    {
        var first = Kind(ResultKind.StructuredReport, "1.2.1", "a", "b");
        var second = Kind(ResultKind.StructuredReport, "1.2.2", "a");
        var request = All(Sample.Source()) with
        {
            Kinds = new HashSet<ResultKind> { ResultKind.StructuredReport, ResultKind.TextReport },
            Predecessors = [first, second, Kind(ResultKind.TextReport, "1.2.3", "d")],
            Receivers = new Dictionary<ResultKind, IReadOnlyList<string>>
            {
                [ResultKind.StructuredReport] = ["d", "c", "b", "a"], [ResultKind.TextReport] = ["d"],
            },
        };
        var results = ResultWriter.Write(request);
        Assert.Empty(ResultCheck.Problems(results, request));
        Assert.Equal(["a: 1.2.1 1.2.2", "b: 1.2.1", "c d: ", "all: 1.2.3"], results.Instances.Select(instance =>
            $"{(instance.Recipients is { } names ? string.Join(' ', names) : "all")}: {string.Join(' ', Named(instance.File.ReadBack()))}"));
        Assert.Equal(4, results.Instances.Select(instance => instance.SopInstanceUid).Distinct().Count());
        // A run that finds that these stand writes the usual one, and nothing new.
        var again = ResultWriter.Write(request with { Predecessors = [] });
        Assert.All(again.Instances, instance => Assert.Contains(instance.SopInstanceUid, results.Instances.Select(other => other.SopInstanceUid)));

        static InstanceReference Kind(ResultKind kind, string uid, params string[] heldBy) =>
            new(Sample.Study, "1.2", "1.2.840.10008.5.1.4.1.1.88.34", uid) { Kind = kind, HeldBy = heldBy };

        static IEnumerable<string> Named(DicomDataset report) => report.TryGetSequence(DicomTag.PredecessorDocumentsSequence, out var studies)
            ? studies.Items.SelectMany(study => study.GetSequence(DicomTag.ReferencedSeriesSequence).Items).SelectMany(ReportTree.References) : [];
    }

    [Fact]
    public void Results_of_the_same_model_and_configuration_replace_nothing()
    {
        var request = All(Sample.Source());
        var earlier = ResultWriter.Write(request).Instances.Select(instance => InstanceReference.Of(instance.File.Dataset)).ToList();
        Assert.Empty(request.Replacing(earlier).Predecessors);
        var other = request with { Context = request.Context with { ConfigurationHash = "d" } };
        Assert.Equal(earlier, other.Replacing(earlier).Predecessors);
    }

    [Fact]
    public void Going_back_to_what_was_replaced_makes_a_new_generation_that_stands()
    {
        var a = All(Sample.Source()) with { Predecessors = [] };
        var b = a with { Context = a.Context with { ConfigurationHash = "d" } };
        List<InstanceReference> archive = [.. Written(a)];
        archive.AddRange(Written(b.Replacing(archive)));
        var again = a.Replacing(archive);
        Assert.Equal(1, again.Generation);
        Assert.Equal(archive, again.Predecessors);
        var third = Written(again);
        Assert.Empty(third.Select(instance => instance.SopInstanceUid).Intersect(archive.Select(instance => instance.SopInstanceUid)));
        Assert.Empty(ResultCheck.Problems(ResultWriter.Write(again), again));
        archive.AddRange(third);
        // The same once more changes nothing; the other one is written anew in its turn.
        Assert.Equal((1, 0), (a.Replacing(archive).Generation, a.Replacing(archive).Predecessors.Count));
        Assert.Equal(1, b.Replacing(archive).Generation);
        archive.AddRange(Written(b.Replacing(archive)));
        Assert.Equal(2, a.Replacing(archive).Generation);

        static List<InstanceReference> Written(ReportRequest request) => [.. ResultWriter.Write(request).Instances
            .Where(instance => instance.Kind != ResultKind.RejectionNote).Select(instance => InstanceReference.Of(instance.File.Dataset))];
    }

    [Fact]
    public void What_somebody_was_told_to_hide_is_written_anew_when_it_is_found_again()
    {
        var request = All(Sample.Source()) with { Predecessors = [] };
        List<InstanceReference> archive = [.. ResultWriter.Write(request).Instances.Select(instance => InstanceReference.Of(instance.File.Dataset))];
        archive[^1] = archive[^1] with { IsRejected = true };
        var again = request.Replacing(archive);
        Assert.Equal(1, again.Generation);
        Assert.Equal(archive, again.Predecessors);
        // And that stands, until it is hidden in its turn.
        archive.AddRange(ResultWriter.Write(again).Instances.Select(instance => InstanceReference.Of(instance.File.Dataset)));
        Assert.Equal((1, 0), (request.Replacing(archive).Generation, request.Replacing(archive).Predecessors.Count));
    }

    [Fact]
    public void A_note_about_what_was_not_found_again_names_it_all_is_the_same_when_repeated_and_another_for_another_receiver()
    {
        var request = All(Sample.Source());
        InstanceReference[] withdrawn = [Earlier("1.2.1"), Earlier("1.2.2")];
        var note = WithdrawalNote.Write(request.Source, request.Context, "pacs", withdrawn);
        var data = note.File.ReadBack();
        Assert.Equal(("113001", "KO", "pacs"), (ReportTree.Name(data), data.GetString(DicomTag.Modality), note.Recipients!.Single()));
        Assert.Equal(["1.2.1", "1.2.2"], ReportTree.Descendants(data).SelectMany(ReportTree.References));
        Assert.Equal(request.Source.GetString(DicomTag.PatientID), data.GetString(DicomTag.PatientID));

        string UidFor(string to, params InstanceReference[] what) => WithdrawalNote.Write(request.Source, request.Context, to, what).SopInstanceUid;
        Assert.Equal(note.SopInstanceUid, UidFor("pacs", [.. withdrawn.Reverse()]));
        Assert.Equal(3, new[] { note.SopInstanceUid, UidFor("archive", withdrawn), UidFor("pacs", withdrawn[0]) }.Distinct().Count());
        Assert.Throws<ArgumentException>(() => UidFor("pacs", withdrawn[0] with { StudyInstanceUid = "1.9" }));

        static InstanceReference Earlier(string uid) => new(Sample.Study, "1.2", "1.2.840.10008.5.1.4.1.1.88.34", uid);
    }

    [Fact]
    public void A_note_for_each_receiver_names_what_that_one_holds_and_nothing_else()
    {
        var request = All(Sample.Source()) with
        {
            Kinds = new HashSet<ResultKind> { ResultKind.RejectionNote },
            Predecessors = [Earlier("1.2.1", "pacs", "archive"), Earlier("1.2.2", "pacs"), Earlier("1.2.3")],
        };
        var results = ResultWriter.Write(request);
        Assert.Empty(ResultCheck.Problems(results, request));
        Assert.Equal([("archive", "1.2.1"), ("pacs", "1.2.1 1.2.2")], results.Instances.Select(note =>
            (note.Recipients!.Single(), string.Join(' ', ReportTree.Descendants(note.File.ReadBack()).SelectMany(ReportTree.References)))));
        Assert.Equal(2, results.Instances.Select(note => note.SopInstanceUid).Distinct().Count());
        Assert.NotEmpty(ResultCheck.Problems(results.Instances[0], results.Instances[1].File, request));

        static InstanceReference Earlier(string uid, params string[] heldBy) =>
            new(Sample.Study, "1.2", "1.2.840.10008.5.1.4.1.1.88.34", uid) { HeldBy = heldBy };
    }

    [Fact]
    public void Each_report_refers_to_the_segmentation_of_its_receiver_or_to_none()
    {
        var mask = Sample.Ellipse(64, 48);
        mask[32, 21] = false;
        var request = Sample.Request(Sample.Source(), Sample.Measured(mask)) with { Kinds = s_all };
        var results = ResultWriter.Write(request);
        Assert.Empty(ResultCheck.Problems(results, request));
        foreach (var report in results.Instances.Where(instance => instance.Kind.IsMeasurementReport()))
        {
            var tree = report.File.ReadBack();
            var named = ReportTree.Descendants(tree).SelectMany(ReportTree.References).Distinct().ToList();
            var segmentation = report.Kind.ReferencedSegmentation() is { } kind
                ? results.Find(kind)!.Dataset.GetString(DicomTag.SOPInstanceUID) : null;
            Assert.Equal(segmentation is null ? [Sample.Instance] : new[] { Sample.Instance, segmentation }.Order(), named.Order());
            var evidence = tree.GetSequence(DicomTag.CurrentRequestedProcedureEvidenceSequence).Items[0]
                .GetSequence(DicomTag.ReferencedSeriesSequence).Items.SelectMany(ReportTree.References);
            Assert.Equal(named.Order(), evidence.Order());
        }
    }

    [Fact]
    public void Regions_by_segment_draw_no_outline()
    {
        var request = All(Sample.Source());
        var results = ResultWriter.Write(request);
        Assert.Contains("SCOORD", Types(ResultKind.StructuredReport));
        Assert.Contains("SCOORD", Types(ResultKind.StructuredReportAlone));
        Assert.DoesNotContain("SCOORD", Types(ResultKind.StructuredReportBySegment));
        // The check takes neither for the other.
        var (outlined, referring) = (One(ResultKind.StructuredReport), One(ResultKind.StructuredReportBySegment));
        Assert.NotEmpty(ResultCheck.Problems(referring, outlined.File, request));

        ResultInstance One(ResultKind kind) => results.Instances.Single(instance => instance.Kind == kind);
        IEnumerable<string> Types(ResultKind kind) => ReportTree.Descendants(One(kind).File.ReadBack()).Select(ReportTree.Type);
    }

    [Fact]
    public void Pictures_bear_the_notice_unless_it_is_turned_off_and_reports_always()
    {
        var marked = All(Sample.Source());
        var plain = marked with { Context = marked.Context with { MarksPictures = false } };
        foreach (var kind in ResultKinds.Forms)
        {
            var (with, without) = (Content(marked, kind), Content(plain, kind));
            Assert.Equal(kind is ResultKind.SecondaryCapture or ResultKind.PresentationState or ResultKind.Document, !with.SequenceEqual(without));
        }
        Assert.Empty(ResultCheck.Problems(ResultWriter.Write(plain), plain));

        static byte[] Content(ReportRequest request, ResultKind kind) =>
            ResultWriter.Write(request with { Kinds = new HashSet<ResultKind> { kind } }).Instances[0].File.Bytes();
    }

    [Fact]
    public void A_presentation_state_fits_the_colours_of_its_source()
    {
        Assert.Equal("1.2.840.10008.5.1.4.1.1.11.1", State("MONOCHROME2").GetString(DicomTag.SOPClassUID));
        Assert.Equal("IDENTITY", State("MONOCHROME2").GetString(DicomTag.PresentationLUTShape));
        Assert.Equal("INVERSE", State("MONOCHROME1").GetString(DicomTag.PresentationLUTShape));
        foreach (var colour in new[] { "RGB", "PALETTE COLOR", "YBR_FULL_422" })
        {
            Assert.Equal("1.2.840.10008.5.1.4.1.1.11.2", State(colour).GetString(DicomTag.SOPClassUID));
            Assert.True(State(colour).Contains(DicomTag.ICCProfile));
        }

        static DicomDataset State(string photometric) =>
            ResultWriter.Write(All(Sample.Source(64, 48, null, photometric))).Find(ResultKind.PresentationState)!.ReadBack();
    }

    [Fact]
    public void A_state_of_one_frame_has_a_plane_for_each_segment_in_its_layer_and_one_of_several_frames_has_none()
    {
        var request = All(Sample.Source()) with { Kinds = new HashSet<ResultKind> { ResultKind.PresentationState } };
        var mask = Sample.Ellipse(request.Findings[0].Mask!.Width, request.Findings[0].Mask!.Height);
        var one = request.Findings.First(finding => finding.Mask is not null) with { Mask = mask };
        foreach (var form in Enum.GetValues<OutlineForm>())
        {
            var still = request with { Findings = [one], Context = request.Context with { Outlines = form } };
            var state = State(still);
            Assert.Equal(form != OutlineForm.Graphics, state.Contains(Data));
            Assert.Equal(form != OutlineForm.Overlay, state.GetSequence(DicomTag.GraphicAnnotationSequence).Items[0].Contains(DicomTag.GraphicObjectSequence));
            if (form == OutlineForm.Graphics) continue;
            Assert.Equal(state.GetSequence(DicomTag.GraphicLayerSequence).Items[0].GetString(DicomTag.GraphicLayer), state.GetString(new DicomTag(0x6000, 0x1001)));
            Assert.Equal((mask.Height, mask.Width), (state.GetSingleValue<ushort>(new DicomTag(0x6000, 0x0010)), state.GetSingleValue<ushort>(new DicomTag(0x6000, 0x0011))));

            // The check sees a plane of something else.
            var results = ResultWriter.Write(still);
            results.Instances[0].File.Dataset.GetDicomItem<DicomElement>(Data)!.Buffer.Data[mask.Pixels.Length / 16] ^= 1;
            Assert.NotEmpty(ResultCheck.Problems(results, still));
        }

        // A plane lies on every frame that a state refers to: each would show the outlines of the others.
        var clip = Sample.Request(Sample.Source(frames: 3), Sample.Measured(Sample.Ellipse(64, 48), 1), Sample.Measured(Sample.Ellipse(64, 48, 1), 2)) with
        {
            Kinds = request.Kinds, Context = request.Context with { Outlines = OutlineForm.Overlay },
        };
        Assert.False(State(clip).Contains(Data));
        Assert.All(State(clip).GetSequence(DicomTag.GraphicAnnotationSequence).Items, item => Assert.True(item.Contains(DicomTag.GraphicObjectSequence)));

        // A source with an overlay of its own in the first group keeps it.
        var drawn = request.Source.Clone();
        drawn.AddOrUpdate(new DicomOtherWord(Data, new MemoryByteBuffer(new byte[2])));
        Assert.True(State(request with { Source = drawn, Findings = [one] }) is var beside && !beside.Contains(Data) && beside.Contains(new DicomTag(0x6002, 0x3000)));

        static DicomDataset State(ReportRequest request)
        {
            var results = ResultWriter.Write(request);
            Assert.Empty(ResultCheck.Problems(results, request));
            return results.Instances[0].File.ReadBack();
        }
    }

    static readonly DicomTag Data = new(0x6000, 0x3000);

    [Fact]
    public void A_mask_with_a_hole_and_two_pieces_is_outlined_whole()
    {
        var mask = Sample.Ellipse(64, 48);
        mask[32, 21] = false;
        mask[0, 0] = true;
        var outlines = MaskOutlines.Of(mask).ToList();
        Assert.Equal(3, outlines.Count);
        Assert.Contains(outlines, outline => outline.Area == 1 && outline.Points.Contains(new ImagePoint(32, 21)));
    }

    static ReportRequest All(DicomDataset source)
    {
        var (width, height) = (source.GetSingleValue<ushort>(DicomTag.Columns), source.GetSingleValue<ushort>(DicomTag.Rows));
        var request = Sample.Request(source, Sample.Measured(Sample.Ellipse(width, height)));
        return request with
        {
            Kinds = s_all,
            Predecessors = [new(Sample.Study, "1.2.826.0.1.3680043.8.498.7", "1.2.840.10008.5.1.4.1.1.88.34",
                "1.2.826.0.1.3680043.8.498.8")],
            History = [new(new DateOnly(2025, 3, 1), "rectus-femoris", Laterality.Left, 5.5)],
        };
    }

    static DicomDataset? Shared(ResultSet results, ResultKind kind, DicomTag tag) =>
        results.Find(kind)!.Dataset.GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items[0].TryGetSequence(tag, out var sequence)
            ? sequence.Items[0] : null;
}
