using Acsa.Imaging;
using Acsa.Imaging.Tests;

namespace Acsa.Measurement.Tests;

public sealed class QualityAndVerdictTests
{
    private static readonly PixelRectangle s_area = new(10, 10, 189, 189);
    private static readonly PixelSize s_size = new(0.03, 0.03);

    [Fact]
    public void A_clean_measurement_has_no_flag_and_is_measured()
    {
        var evidence = Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60));
        Assert.Empty(QualityRules.Run(evidence));
        Assert.Equal(FindingStatus.Measured, Judge.Decide(evidence.Measurement, [], []).Status);
    }

    [Fact]
    public void A_mask_at_the_edge_of_the_analysed_area_is_flagged() =>
        AssertHas(QualityFlagKind.CutByEdge, Evidence(Shapes.Ellipse(200, 200, 60, 100, 60, 30, 0), Grey(60)));

    [Fact]
    public void A_mask_that_the_model_closed_just_before_the_edge_is_flagged()
    {
        var cut = Shapes.Ellipse(200, 200, 60, 100, 60, 30, 0);
        for (var y = 0; y < 200; y++) cut.Pixels.AsSpan(y * 200, s_area.Left + 1).Clear();
        AssertHas(QualityFlagKind.CutByEdge, Evidence(cut, Grey(60)));
        AssertHas(QualityFlagKind.CutByEdge, Evidence(Mirrored(cut), Grey(60)));
        AssertHas(QualityFlagKind.CutByEdge, Evidence(Turned(cut), Grey(60)));
        AssertHasNot(QualityFlagKind.CutByEdge, Evidence(Turned(Mirrored(cut)), Grey(60))); // The upper side: the transducer.
    }

    [Fact]
    public void A_tip_that_touches_the_edge_is_no_cut() =>
        Assert.Empty(QualityRules.Run(Evidence(Shapes.Ellipse(200, 200, 71.4, 100, 60, 12, 0), Grey(60))));

    [Fact]
    public void A_side_that_runs_along_an_edge_is_flagged_and_a_tip_near_it_is_not()
    {
        var whole = Evidence(Shapes.Ellipse(200, 200, 78, 100, 60, 30, 0), Grey(60));
        Assert.Empty(QualityRules.Run(whole));
        var cut = Shapes.Ellipse(200, 200, 50, 100, 60, 30, 0);
        for (var y = 0; y < 200; y++) cut.Pixels.AsSpan(y * 200, s_area.Left + 7).Clear();
        AssertOnly(QualityFlagKind.StraightSide, Evidence(cut, Grey(60)));
        AssertOnly(QualityFlagKind.StraightSide, Evidence(Mirrored(cut), Grey(60)));
        AssertOnly(QualityFlagKind.StraightSide, Evidence(Turned(cut), Grey(60)));
        Assert.Empty(QualityRules.Run(Evidence(Turned(Mirrored(cut)), Grey(60)))); // The upper side: flat by nature.
    }

    [Fact]
    public void A_muscle_that_the_model_judges_whole_may_end_beside_the_edge_but_not_along_much_of_it()
    {
        var cut = Shapes.Ellipse(200, 200, 50, 100, 60, 30, 0);
        for (var y = 0; y < 200; y++) cut.Pixels.AsSpan(y * 200, s_area.Left + 7).Clear();
        Assert.Empty(QualityRules.Run(Judged(Evidence(cut, Grey(60)), right: 0.9, whole: 0.9)));
        AssertOnly(QualityFlagKind.StraightSide, Judged(Evidence(cut, Grey(60)), right: 0.9, whole: 0.39));

        var near = Shapes.Ellipse(200, 200, 69, 100, 60, 30, 0);
        AssertOnly(QualityFlagKind.CutByEdge, Evidence(near, Grey(60)));
        Assert.Empty(QualityRules.Run(Judged(Evidence(near, Grey(60)), right: 0.9, whole: 0.9)));
        AssertHas(QualityFlagKind.CutByEdge, Judged(Evidence(Shapes.Ellipse(200, 200, 50, 100, 60, 30, 0), Grey(60)), right: 0.9, whole: 1));
    }

    [Fact]
    public void What_the_model_doubts_itself_goes_to_a_person()
    {
        var evidence = Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60));
        Assert.Empty(QualityRules.Run(Judged(evidence, right: 0.40, whole: 0.30)));
        AssertOnly(QualityFlagKind.OutlineDoubted, Judged(evidence, right: 0.39, whole: 1));
        AssertOnly(QualityFlagKind.MuscleCut, Judged(evidence, right: 1, whole: 0.29));
        var flags = QualityRules.Run(Judged(evidence, right: 0.39, whole: 1));
        var judgement = Judge.Decide(evidence.Measurement, flags, []);
        Assert.Equal(FindingStatus.Review, judgement.Status);
        Assert.Equal(["The model judges its own outline to be doubtful (0.39 of 1, at least 0.40 is expected)."], judgement.Reasons);
    }

    [Theory, InlineData(0.96, 0.02, 0.94), InlineData(0.99, 0.07, 0.09)]
    public void A_model_that_judges_its_outline_is_asked_less_of_its_mirror_image_and_its_border(
        double agreement, double sweep, double beyond)
    {
        var evidence = Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60));
        var isBlurred = sweep > 0.02;
        AssertOnly(isBlurred ? QualityFlagKind.BlurredEdge : QualityFlagKind.LowAgreement, With(evidence, agreement, sweep));
        Assert.Empty(QualityRules.Run(Judged(evidence, 0.9, 0.9, agreement, sweep)));
        AssertOnly(isBlurred ? QualityFlagKind.BlurredEdge : QualityFlagKind.LowAgreement,
            isBlurred ? Judged(evidence, 0.9, 0.9, agreement, beyond) : Judged(evidence, 0.9, 0.9, beyond, sweep));
    }

    [Fact]
    public void A_value_that_misses_its_limit_by_a_hair_is_not_printed_as_the_limit()
    {
        var evidence = Judged(
            Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60)), right: 0.3999, whole: 0.2999, agreement: 0.9499, sweep: 0.0801);
        Assert.Equal(
            [
                "The model outlines the mirror image differently (agreement 0.94 of 1, at least 0.95 is expected).",
                "The model finds the border blurred: the area could be 9 % larger or smaller (up to 8 % is expected).",
                "The model judges its own outline to be doubtful (0.39 of 1, at least 0.40 is expected).",
                "The model judges that a part of the muscle may lie outside the picture (0.29 of 1, at least 0.30 is expected).",
            ],
            QualityRules.Run(evidence).Select(flag => flag.Reason));
    }

    private static QualityEvidence Judged(
        QualityEvidence evidence, double right, double whole, double agreement = 1, double sweep = 0.02)
    {
        var doubt = new OutlineDoubt(1000, 1040, sweep, Mirror: 0, agreement, GreySweep: 0, GreyMirror: 0) { Right = right, Whole = whole };
        return evidence with { Measurement = evidence.Measurement with { Doubt = doubt } };
    }

    private static Mask Mirrored(Mask mask) => Moved(mask, (x, y) => y * 200 + 199 - x);

    // The left side becomes the lower one.
    private static Mask Turned(Mask mask) => Moved(mask, (x, y) => (199 - x) * 200 + y);

    private static Mask Moved(Mask mask, Func<int, int, int> to)
    {
        var moved = new Mask(200, 200);
        for (var y = 0; y < 200; y++)
            for (var x = 0; x < 200; x++) moved.Pixels[to(x, y)] = mask.Pixels[y * 200 + x];
        return moved;
    }

    [Fact]
    public void A_mask_at_the_edge_of_the_scanned_sector_is_flagged()
    {
        var image = Grey(60);
        for (var y = 0; y < 200; y++) image.Pixels.AsSpan(y * 200, 80).Clear();
        var mask = Shapes.Ellipse(200, 200, 90, 100, 60, 30, 0);
        for (var y = 0; y < 200; y++) mask.Pixels.AsSpan(y * 200, 80).Clear();
        AssertOnly(QualityFlagKind.CutByEdge, Evidence(mask, image));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_slanted_edge_of_a_trapezoid_cuts_as_a_straight_one_does(bool isMirrored)
    {
        // Black left of a line from (90, 10) to (30, 189); the mask ends one pixel beside it.
        var (image, mask) = (Grey(60), Shapes.Ellipse(200, 200, 80, 100, 60, 30, 0));
        for (var y = 0; y < 200; y++)
        {
            var edge = (int)(90 - (y - 10) / 3.0);
            image.Pixels.AsSpan(y * 200, edge).Clear();
            mask.Pixels.AsSpan(y * 200, edge + 1).Clear();
        }
        if (isMirrored) (image, mask) = (image.Mirrored(), Mirrored(mask));
        AssertOnly(QualityFlagKind.CutByEdge, Evidence(mask, image));
    }

    [Fact]
    public void A_black_vessel_beside_the_muscle_is_no_sector_edge()
    {
        var image = Grey(60);
        foreach (var (vessel, i) in Shapes.Ellipse(200, 200, 100, 145, 20, 14, 0).Pixels.Select((v, i) => (v, i)))
        {
            if (vessel != 0) image.Pixels[i] = 0;
        }
        Assert.Empty(QualityRules.Run(Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 0), image)));
    }

    [Fact]
    public void Each_weakness_has_its_own_flag()
    {
        var good = Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60));
        AssertOnly(QualityFlagKind.SeveralPieces, good with { LargestPieceShare = 0.7 });
        AssertOnly(QualityFlagKind.SeveralPieces, good with { LargestPieceShare = 0.7, KeptShare = 0.7 });
        AssertOnly(QualityFlagKind.CleanedAway, good with { KeptShare = 0.84 });
        Assert.Empty(QualityRules.Run(good with { KeptShare = 0.86 }));
        AssertOnly(QualityFlagKind.LowCertainty, good with { ModelCertainty = 0.4 });
        AssertOnly(QualityFlagKind.LowAgreement, With(good, agreement: 0.9, sweep: 0.03));
        AssertOnly(QualityFlagKind.BlurredEdge, With(good, agreement: 0.99, sweep: 0.1));
        AssertOnly(QualityFlagKind.ImplausibleArea, good with { Plausible = new(new(8, 50), new(0.1, 9), new(1, 9)) });
        AssertOnly(QualityFlagKind.ImplausibleThickness, good with { Plausible = new(new(1, 50), new(3, 9), new(1, 9)) });
        AssertOnly(QualityFlagKind.ImplausibleShape, good with { Plausible = new(new(1, 50), new(0.1, 9), new(3, 9)), PixelSize = s_size });
        AssertOnly(QualityFlagKind.Saturated, Evidence(good.Mask, Grey(255)));
        AssertOnly(QualityFlagKind.FewPixels, Evidence(Shapes.Ellipse(200, 200, 100, 100, 10, 10, 0), Grey(60), new(0.1, 0.1)));
        AssertOnly(QualityFlagKind.Covered, Evidence(good.Mask, Grey(60), s_size, Shapes.Ellipse(200, 200, 100, 100, 30, 20, 10)));
        AssertOnly(QualityFlagKind.Covered, Evidence(good.Mask, Grey(60), s_size, good.Mask));
    }

    [Theory, InlineData(0.5, 0.8, 0.03, true), InlineData(0.5, 0.99, 0.5, true), InlineData(0.5, 0.99, 0.03, false),
        InlineData(0.8, 0.5, 0.5, false)]
    public void What_is_neither_certain_nor_repeated_is_no_cross_section(double certainty, double agreement, double sweep, bool isRefused)
    {
        var evidence = With(Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60)), agreement,
            sweep) with { ModelCertainty = certainty };
        var flags = QualityRules.Run(evidence);
        Assert.Equal(isRefused, flags.Any(flag => flag.Kind == QualityFlagKind.WrongPlane));
        Assert.Equal(isRefused ? FindingStatus.Refused : flags.Count == 0 ? FindingStatus.Measured : FindingStatus.Review,
            Judge.Decide(evidence.Measurement, flags, []).Status);
    }

    [Theory, InlineData(0.001), InlineData(0.5)]
    public void An_area_that_no_muscle_has_is_refused(double pixelCm)
    {
        var evidence = Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60), new(pixelCm, pixelCm));
        var verdict = Judge.Decide(evidence.Measurement, QualityRules.Run(evidence), []);
        Assert.Equal(FindingStatus.Refused, verdict.Status);
        Assert.Contains("impossible", verdict.Reasons[0]);
    }

    [Fact]
    public void What_is_refused_keeps_its_grey_level_and_loses_its_sizes()
    {
        var bare = Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60)).Measurement.WithoutSizes();
        Assert.Equal((null, null, null, null), (bare.AreaCm2, bare.AreaCm2Interval, bare.ThicknessCm, bare.CircumferenceCm));
        Assert.Equal(60, bare.Echogenicity!.Mean);
    }

    [Fact]
    public void Every_kind_has_one_rule_and_they_stand_in_its_order() =>
        Assert.Equal(Enum.GetValues<QualityFlagKind>(), QualityRules.All.Select(rule => rule.Kind));

    [Fact]
    public void The_fingerprint_follows_the_limits_of_the_structures()
    {
        using var empty = new MemoryStream("{\"schema\":1,\"categories\":{},\"sites\":[],\"structures\":[]}"u8.ToArray());
        var other = StructureTable.Load(empty, "empty");
        Assert.Equal(64, QualityRules.Fingerprint(StructureTable.BuiltIn).Length);
        Assert.NotEqual(QualityRules.Fingerprint(other), QualityRules.Fingerprint(StructureTable.BuiltIn));
    }

    [Fact]
    public void An_empty_mask_is_refused_and_says_so_once()
    {
        var evidence = Evidence(new Mask(200, 200), Grey(60));
        var verdict = Judge.Decide(evidence.Measurement, QualityRules.Run(evidence), []);
        Assert.Equal(FindingStatus.Refused, verdict.Status);
        Assert.Equal(["No muscle was found in this image."], verdict.Reasons);
        Assert.Equal(["No muscle was found in this image."], Judge.Decide(evidence.Measurement, [], []).Reasons);
    }

    [Fact]
    public void A_missing_area_is_refused_with_the_reason_of_the_calibration()
    {
        var mask = Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10);
        var uncalibrated = Measurer.Measure(Grey(60), mask);
        var verdict = Judge.Decide(uncalibrated, [], ["The image has no ultrasound region."]);
        Assert.Equal(FindingStatus.Refused, verdict.Status);
        Assert.Equal(["The image has no ultrasound region."], verdict.Reasons);
        Assert.NotEmpty(Judge.Decide(uncalibrated, [], []).Reasons);
    }

    [Fact]
    public void Any_flag_asks_for_review()
    {
        var evidence = Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60)) with { ModelCertainty = 0.1 };
        var verdict = Judge.Decide(evidence.Measurement, QualityRules.Run(evidence), []);
        Assert.Equal(FindingStatus.Review, verdict.Status);
        Assert.Single(verdict.Reasons);
    }

    [Fact]
    public void An_analysed_area_beyond_the_image_is_cut_to_it() => AssertHas(
        QualityFlagKind.CutByEdge,
        Evidence(Shapes.Ellipse(200, 200, 40, 100, 60, 30, 0), Grey(60)) with { AnalysisArea = new(-50, -50, 5000, 5000) });

    private static void AssertOnly(QualityFlagKind kind, QualityEvidence evidence) =>
        Assert.Equal(kind, Assert.Single(QualityRules.Run(evidence)).Kind);

    private static void AssertHas(QualityFlagKind kind, QualityEvidence evidence) =>
        Assert.Contains(QualityRules.Run(evidence), flag => flag.Kind == kind);

    private static void AssertHasNot(QualityFlagKind kind, QualityEvidence evidence) =>
        Assert.DoesNotContain(QualityRules.Run(evidence), flag => flag.Kind == kind);

    private static QualityEvidence With(QualityEvidence evidence, double agreement, double sweep) => evidence with
    {
        Measurement = evidence.Measurement with { Doubt = new(1, 1, sweep, 0, agreement, 0, 0) },
    };

    private static QualityEvidence Evidence(Mask mask, GreyImage image, PixelSize? size = null, Mask? excluded = null) => new()
    {
        Mask = mask, Image = image, AnalysisArea = s_area,
        Measurement = Measurer.Measure(image, mask, excluded, size ?? s_size),
    };

    private static GreyImage Grey(byte level)
    {
        var image = new GreyImage(200, 200);
        Array.Fill(image.Pixels, level);
        return image;
    }
}
