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
        Assert.Empty(QualityChecks.Run(evidence));
        Assert.Equal(FindingStatus.Measured, Judge.Decide(evidence.Measurement, [], []).Status);
    }

    [Fact]
    public void A_mask_at_the_border_of_the_analysed_area_is_flagged() =>
        AssertOnly(QualityFlagKind.CutByAnalysisArea, Evidence(Shapes.Ellipse(200, 200, 60, 100, 60, 30, 0), Grey(60)));

    [Fact]
    public void A_mask_that_the_model_closed_just_before_the_border_is_flagged()
    {
        var cut = Shapes.Ellipse(200, 200, 60, 100, 60, 30, 0);
        for (var y = 0; y < 200; y++) cut.Pixels.AsSpan(y * 200, s_area.Left + 2).Clear();
        AssertOnly(QualityFlagKind.CutByAnalysisArea, Evidence(cut, Grey(60)));
    }

    [Fact]
    public void A_side_that_runs_along_an_edge_is_flagged_and_a_tip_near_it_is_not()
    {
        var whole = Evidence(Shapes.Ellipse(200, 200, 78, 100, 60, 30, 0), Grey(60));
        Assert.Empty(QualityChecks.Run(whole));
        var cut = Shapes.Ellipse(200, 200, 50, 100, 60, 30, 0);
        for (var y = 0; y < 200; y++) cut.Pixels.AsSpan(y * 200, s_area.Left + 7).Clear();
        AssertOnly(QualityFlagKind.CutByAnalysisArea, Evidence(cut, Grey(60)));
        AssertOnly(QualityFlagKind.CutByAnalysisArea, Evidence(Mirrored(cut), Grey(60)));
        AssertOnly(QualityFlagKind.CutByAnalysisArea, Evidence(Turned(cut), Grey(60)));
        Assert.Empty(QualityChecks.Run(Evidence(Turned(Mirrored(cut)), Grey(60)))); // The upper side: flat by nature.
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
        AssertOnly(QualityFlagKind.CutBySectorEdge, Evidence(mask, image));
    }

    [Fact]
    public void A_black_vessel_beside_the_muscle_is_no_sector_edge()
    {
        var image = Grey(60);
        foreach (var (vessel, i) in Shapes.Ellipse(200, 200, 100, 145, 20, 14, 0).Pixels.Select((v, i) => (v, i)))
        {
            if (vessel != 0) image.Pixels[i] = 0;
        }
        Assert.Empty(QualityChecks.Run(Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 0), image)));
    }

    [Fact]
    public void Each_weakness_has_its_own_flag()
    {
        var good = Evidence(Shapes.Ellipse(200, 200, 100, 100, 60, 30, 10), Grey(60));
        AssertOnly(QualityFlagKind.SeveralPieces, good with { LargestPieceShare = 0.7 });
        AssertOnly(QualityFlagKind.LowCertainty, good with { ModelCertainty = 0.4 });
        AssertOnly(QualityFlagKind.ImplausibleArea, good with { PlausibleAreaCm2 = new(8, 50) });
        AssertOnly(QualityFlagKind.Saturated, Evidence(good.Mask, Grey(255)));
        AssertOnly(QualityFlagKind.FewPixels, Evidence(Shapes.Ellipse(200, 200, 100, 100, 10, 10, 0), Grey(60), new(0.1, 0.1)));
        AssertOnly(QualityFlagKind.Covered, Evidence(good.Mask, Grey(60), s_size, Shapes.Ellipse(200, 200, 100, 100, 30, 20, 10)));
        AssertOnly(QualityFlagKind.Covered, Evidence(good.Mask, Grey(60), s_size, good.Mask));
    }

    [Fact]
    public void An_empty_mask_is_refused_and_says_so_once()
    {
        var evidence = Evidence(new Mask(200, 200), Grey(60));
        var verdict = Judge.Decide(evidence.Measurement, QualityChecks.Run(evidence), []);
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
        var verdict = Judge.Decide(evidence.Measurement, QualityChecks.Run(evidence), []);
        Assert.Equal(FindingStatus.Review, verdict.Status);
        Assert.Single(verdict.Reasons);
    }

    [Fact]
    public void An_analysed_area_beyond_the_image_is_cut_to_it() => AssertOnly(
        QualityFlagKind.CutByAnalysisArea,
        Evidence(Shapes.Ellipse(200, 200, 40, 100, 60, 30, 0), Grey(60)) with { AnalysisArea = new(-50, -50, 5000, 5000) });

    private static void AssertOnly(QualityFlagKind kind, QualityEvidence evidence) =>
        Assert.Equal(kind, Assert.Single(QualityChecks.Run(evidence)).Kind);

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
