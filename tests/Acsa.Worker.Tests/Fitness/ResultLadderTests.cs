using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Fitness;

namespace Acsa.Worker.Tests.Fitness;

public sealed class ResultLadderTests
{
    static readonly string Seg = DicomUID.SegmentationStorage.UID, Sr3 = DicomUID.Comprehensive3DSRStorage.UID,
        Sr = DicomUID.ComprehensiveSRStorage.UID,
        Text = DicomUID.BasicTextSRStorage.UID, Grey = DicomUID.GrayscaleSoftcopyPresentationStateStorage.UID,
        Colour = DicomUID.ColorSoftcopyPresentationStateStorage.UID, Sc = DicomUID.SecondaryCaptureImageStorage.UID,
        Pdf = DicomUID.EncapsulatedPDFStorage.UID;

    [Fact]
    public void The_best_outline_and_the_best_numbers_that_are_taken_are_chosen()
    {
        Assert.Equal([ResultKind.Segmentation, ResultKind.StructuredReport], Choose(Seg, Sr3, Sr, Text, Grey, Colour, Sc, Pdf));
        Assert.Equal([ResultKind.ComprehensiveReport, ResultKind.PresentationState], Choose(Sr, Text, Grey, Colour, Sc, Pdf).Order());
        // Grey states alone would leave colour images out.
        Assert.Equal([ResultKind.SecondaryCapture, ResultKind.TextReport], Choose(Text, Grey, Sc, Pdf).Order());
        Assert.Equal([ResultKind.SecondaryCapture], Choose(Sc, Pdf));
        Assert.Equal([ResultKind.Document], Choose(Pdf));
        Assert.Empty(Choose("1.2.3"));
    }

    [Fact]
    public void Label_maps_are_asked_about_by_name_and_chosen_by_nobody_but_a_person()
    {
        const string LabelMap = "1.2.840.10008.5.1.4.1.1.66.7";
        Assert.Equal("Label Map Segmentation", StorageClass.NameOf(LabelMap));
        Assert.Equal([ResultKind.LabelMap], Assert.Single(StorageClass.All, one => one.Uid.UID == LabelMap).Kinds);
        Assert.Empty(Choose(LabelMap));
        Assert.Equal([ResultKind.Segmentation], Choose(LabelMap, Seg));
    }

    [Fact]
    public void A_fitted_destination_keeps_its_forms_and_a_written_list_is_never_changed()
    {
        LiveConfiguration live = ConfigurationFile.Parse(
            """
            { "data": "d", "destinations": [ { "name": "a", "aeTitle": "A", "host": "h", "send": "auto", "seg": { "profile": "strict" }, "rejectSuperseded": true },
              { "name": "b", "aeTitle": "B", "host": "h", "send": ["pdf"] } ] }
            """, "acsa.json", Path.GetTempPath());
        foreach (var name in new[] { "a", "b" }) live.Fit(name, new HashSet<ResultKind> { ResultKind.Segmentation });
        live.Take(live.Current); // Also when the configuration is read again.
        Assert.Equal([ResultKind.SegmentationStrict, ResultKind.RejectionNote], live.Current.Destinations[0].Send.Order());
        Assert.Equal([ResultKind.Document], live.Current.Destinations[1].Send);
    }

    static IReadOnlySet<ResultKind> Choose(params string[] taken) => ResultLadder.Choose(taken.ToHashSet());
}
