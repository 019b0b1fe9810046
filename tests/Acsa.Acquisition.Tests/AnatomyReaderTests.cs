using Acsa.Imaging;

namespace Acsa.Acquisition.Tests;

public sealed class AnatomyReaderTests
{
    static readonly AnatomyReader Reader = new(StructureTable.BuiltIn);

    [Theory]
    [InlineData("M. rectus femoris rechts", "rectus-femoris", Laterality.Right)]
    [InlineData("RF_L_2", "rectus-femoris", Laterality.Left)]
    [InlineData("RF2 li", "rectus-femoris", Laterality.Left)]
    [InlineData("VL re 03", "vastus-lateralis", Laterality.Right)]
    [InlineData("Gerader Oberschenkelmuskel links", "rectus-femoris", Laterality.Left)]
    [InlineData("Droit fémoral gauche", "rectus-femoris", Laterality.Left)]
    [InlineData("DROIT FEMORAL DROIT", "rectus-femoris", Laterality.Right)]
    [InlineData("vaste latéral droit", "vastus-lateralis", Laterality.Right)]
    [InlineData("recto femoral izquierdo", "rectus-femoris", Laterality.Left)]
    [InlineData("vasto laterale dx", "vastus-lateralis", Laterality.Right)]
    [InlineData("retto femorale sinistro", "rectus-femoris", Laterality.Left)]
    [InlineData("LT VASTUS LATERALIS TRANSVERSE 50%", "vastus-lateralis", Laterality.Left)]
    [InlineData("Quadriceps - vastus lat. right", "vastus-lateralis", Laterality.Right)]
    [InlineData("Biceps femoris long head", "biceps-femoris", Laterality.Unknown)]
    [InlineData("droit de l'abdomen", "rectus-abdominis", Laterality.Unknown)]
    [InlineData("rechte dijbeenspier linkerbeen, dwars", "rectus-femoris", Laterality.Left)]
    [InlineData("vastus lateralis rechts dwarsdoorsnede", "vastus-lateralis", Laterality.Right)]
    [InlineData("Reto femoral esquerdo, eixo curto", "rectus-femoris", Laterality.Left)]
    [InlineData("vasto lateral direito", "vastus-lateralis", Laterality.Right)]
    [InlineData("Sağ rektus femoris kısa eksen", "rectus-femoris", Laterality.Right)]
    [InlineData("SOL UYLUK KUADRİSEPS", "quadriceps-femoris", Laterality.Left)]
    [InlineData("Raka lårmuskeln vänster tvärsnitt", "rectus-femoris", Laterality.Left)]
    [InlineData("vastus lateralis hö", "vastus-lateralis", Laterality.Right)]
    [InlineData("右大腿直筋　短軸", "rectus-femoris", Laterality.Right)]
    [InlineData("外側広筋(左)", "vastus-lateralis", Laterality.Left)]
    [InlineData("RF左", "rectus-femoris", Laterality.Left)]
    [InlineData("ＲＦ　Ｌ", "rectus-femoris", Laterality.Left)]
    [InlineData("半腱様筋", "semitendinosus", Laterality.Unknown)]
    // None of these names a muscle or a side.
    [InlineData("perfusion left ventricle", null, Laterality.Left)]
    [InlineData("rf ablation", null, Laterality.Unknown)]
    [InlineData("RF ABLATION LEFT", null, Laterality.Left)]
    [InlineData("Duplexsonographie der Beinvenen rechts", null, Laterality.Right)]
    [InlineData("Sonographie der Schilddrüse", null, Laterality.Unknown)]
    [InlineData("US ABDOMEN COMPLETE", null, Laterality.Unknown)]
    [InlineData("Échographie hépatique sans injection", null, Laterality.Unknown)]
    [InlineData("ecografía abdominal sin contraste", null, Laterality.Unknown)]
    [InlineData("両側大腿", null, Laterality.Unknown)]
    [InlineData("bilateral RF", "rectus-femoris", Laterality.Unknown)]
    [InlineData("RF beidseits links", "rectus-femoris", Laterality.Unknown)]
    [InlineData("RFA", null, Laterality.Unknown)]
    [InlineData("copyright bright", null, Laterality.Unknown)]
    [InlineData("Re-scan L5", null, Laterality.Unknown)]
    [InlineData("Dx: sarcopenia", null, Laterality.Unknown)]
    [InlineData("left and right", null, Laterality.Unknown)]
    [InlineData("", null, Laterality.Unknown)]
    public void Names_and_sides_are_read_in_ten_languages(string text, string? structure, Laterality side)
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, text));
        Assert.Equal(structure, reading.Structure);
        Assert.Equal(side, reading.Laterality);
        Assert.Empty(reading.Reasons);
    }

    [Fact]
    public void Two_muscles_in_one_text_are_both_named_and_neither_is_the_one()
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, "RF / VL left"));
        Assert.Equal(["rectus-femoris", "vastus-lateralis"], reading.Structures);
        Assert.Null(reading.Structure);
        Assert.Empty(reading.Reasons);
    }

    [Fact]
    public void Codes_are_read_with_their_side()
    {
        var region = Sample.Code("72226001", "SCT");
        region.AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionModifierSequence, Sample.Code("7771000", "SCT")));
        var dataset = Sample.Still();
        dataset.AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionSequence, region));
        Assert.Equal(("rectus-femoris", Laterality.Left), Read(dataset));

        var sided = Sample.Still();
        sided.AddOrUpdate(new DicomSequence(DicomTag.PrimaryAnatomicStructureSequence, Sample.Code("1217006009", "SCT")));
        Assert.Equal(("vastus-lateralis", Laterality.Right), Read(sided));

        var general = Sample.Still();
        general.AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionSequence, Sample.Code("127954009", "SCT")));
        Assert.Equal((null, Laterality.Unknown), Read(general));
    }

    [Fact]
    public void Code_and_text_that_contradict_each_other_give_a_reason_and_no_muscle()
    {
        var dataset = Sample.Still().With(DicomTag.SeriesDescription, "Vastus lateralis");
        dataset.AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionSequence, Sample.Code("22430", "FMA")));
        var reading = Reader.Read(dataset);
        Assert.Empty(reading.Structures);
        Assert.Equal("The muscle is not certain: the coded anatomy says Rectus femoris, Series Description says Vastus lateralis.",
            Assert.Single(reading.Reasons));
    }

    [Fact]
    public void Sides_that_contradict_each_other_give_a_reason_and_no_side()
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.ImageLaterality, "R").With(DicomTag.SeriesDescription, "RF links"));
        Assert.Equal(Laterality.Unknown, reading.Laterality);
        Assert.Equal("The side is not certain: Image Laterality says right, Series Description says left.", Assert.Single(reading.Reasons));
        Assert.Equal("rectus-femoris", reading.Structure);
    }

    [Fact]
    public void The_study_description_counts_only_where_nothing_closer_speaks()
    {
        var study = Sample.Still().With(DicomTag.StudyDescription, "US Oberschenkel Rectus femoris links");
        Assert.Equal(("rectus-femoris", Laterality.Left), Read(study));
        Assert.Empty(Reader.Read(study).Reasons);
        Assert.Equal(("vastus-lateralis", Laterality.Right), Read(study.With(DicomTag.ProtocolName, "VL rechts")));
        Assert.Equal(
        [
            "The muscle is not certain: Protocol Name says Vastus lateralis, Study Description says Rectus femoris.",
            "The side is not certain: Protocol Name says right, Study Description says left.",
        ], Reader.Read(study).Reasons);
    }

    [Theory]
    [InlineData("B")]
    [InlineData("U")]
    [InlineData("left")]
    public void A_laterality_that_names_no_single_side_is_no_side(string value) =>
        Assert.Equal(Laterality.Unknown, Reader.Read(Sample.Still().With(DicomTag.Laterality, value)).Laterality);

    [Fact]
    public void A_frame_may_state_its_own_side()
    {
        var dataset = Sample.Clip(2);
        dataset.AddOrUpdate(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, Frame("L"), Frame("R")));
        Assert.Equal(Laterality.Left, Reader.Read(dataset, 1).Laterality);
        Assert.Equal(Laterality.Right, Reader.Read(dataset, 2).Laterality);

        static DicomDataset Frame(string side)
        {
            var anatomy = new DicomDataset();
            anatomy.AddOrUpdate(DicomTag.FrameLaterality, side);
            return [new DicomSequence(DicomTag.FrameAnatomySequence, anatomy)];
        }
    }

    [Theory]
    [InlineData("THIGH", "RF", null)]
    [InlineData("HEART", "", "body part HEART, which is none that this node measures")]
    [InlineData("RECTUS FEMORIS", "RF", null)]
    [InlineData("CALF", "RF", "Rectus femoris and with the body part CALF")]
    [InlineData("<script>", "", "body part (no term of DICOM), which is none")]
    [InlineData("LEG OF J SMITH", "RF", "body part (no term of DICOM), which is none")]
    public void A_body_part_must_fit(string part, string text, string? expected)
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.BodyPartExamined, part).With(DicomTag.SeriesDescription, text));
        if (expected is null) Assert.Empty(reading.Reasons);
        else Assert.Contains(expected, Assert.Single(reading.Reasons), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RECTUS FEMORIS RIGHT LONGITUDINAL")]
    [InlineData("RF li längs")]
    [InlineData("Rectus femoris Längsschnitt")]
    [InlineData("VL long axis")]
    [InlineData("RF LAX")]
    [InlineData("rechte dijbeenspier lengtedoorsnede")]
    [InlineData("reto femoral eixo longo")]
    [InlineData("rektus femoris uzun eksen")]
    [InlineData("vastus lateralis längssnitt")]
    [InlineData("大腿直筋 長軸")]
    [InlineData("vaste latéral, grand axe")]
    public void A_longitudinal_picture_has_no_cross_section_to_measure(string text)
    {
        var refusal = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, text)).Refusal;
        Assert.Contains("Series Description", refusal, StringComparison.Ordinal);
        Assert.NotNull(Reader.Read(Sample.Still().With(DicomTag.ProtocolName, text)).Refusal);
        Assert.NotNull(Reader.Read(Sample.Still().With(DicomTag.StudyDescription, text)).Refusal);
    }

    [Fact]
    public void What_the_study_says_of_its_pictures_is_not_said_of_each()
    {
        var dataset = Sample.Still().With(DicomTag.SeriesDescription, "RF trans")
            .With(DicomTag.StudyDescription, "RF longitudinal and transverse");
        Assert.Null(Reader.Read(dataset).Refusal);
    }

    [Theory]
    [InlineData("not rectus femoris", "negation")]
    [InlineData("Hämatom, Rectus femoris nicht dargestellt", "negation")]
    [InlineData("RECTUS FEMORIS TENDON RIGHT", "tendon")]
    [InlineData("RF long", "'long'")]
    [InlineData("RF SAG", "'sag'")]
    [InlineData("大腿直筋 腱", "tendon")]
    public void A_name_that_may_not_be_meant_is_a_reason(string text, string expected)
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, text));
        Assert.Contains(expected, Assert.Single(reading.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_head_is_not_a_long_axis()
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, "Biceps femoris long head, axis"));
        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Reasons);
    }

    [Theory]
    [InlineData("ISO_IR 192", "右大腿直筋", "rectus-femoris", Laterality.Right)]
    [InlineData("\\ISO 2022 IR 87", "外側広筋 左", "vastus-lateralis", Laterality.Left)]
    [InlineData("ISO_IR 100", "vänster raka lårmuskeln", "rectus-femoris", Laterality.Left)]
    [InlineData("ISO_IR 148", "sağ uyluk rektus femoris", "rectus-femoris", Laterality.Right)]
    public void Texts_are_read_from_a_file_in_their_character_set(string set, string text, string structure, Laterality side)
    {
        var dataset = new DicomDataset();
        dataset.AddOrUpdate(DicomTag.SpecificCharacterSet, set.Split('\\'));
        dataset.AddOrUpdate(DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.6.1");
        dataset.AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.3");
        dataset.AddOrUpdate(DicomTag.SeriesDescription, text);
        using var stream = new MemoryStream();
        new DicomFile(dataset).Save(stream);
        stream.Position = 0;
        Assert.Equal((structure, side), Read(DicomFile.Open(stream).Dataset));
    }

    [Fact]
    public void A_text_that_names_both_planes_leaves_the_plane_open()
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, "RF left trans + longitudinal"));
        Assert.Null(reading.Refusal);
        Assert.Contains("The plane is not certain", Assert.Single(reading.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void View_codes_say_the_plane()
    {
        var along = Sample.Still().With(DicomTag.SeriesDescription, "RF left");
        along.AddOrUpdate(new DicomSequence(DicomTag.ViewCodeSequence, Sample.Code("38717003", "SCT")));
        Assert.NotNull(Reader.Read(along).Refusal);
        var across = Sample.Still().With(DicomTag.SeriesDescription, "RF left");
        across.AddOrUpdate(new DicomSequence(DicomTag.ViewCodeSequence, Sample.Code("62824007", "SCT")));
        Assert.Null(Reader.Read(across).Refusal);
        Assert.Contains(Reader.Read(across).Statements, statement => statement is { Subject: "view", Value: "transverse" });
    }

    [Fact]
    public void What_the_user_states_counts_and_what_the_image_says_otherwise_is_a_reason()
    {
        var stated = new StatedAnatomy("vastus-lateralis", Laterality.Left);
        var silent = Reader.Read(Sample.Still(), 1, stated);
        Assert.Equal(("vastus-lateralis", Laterality.Left, "the user", "the user"),
            (silent.Structure, silent.Laterality, silent.StructureSource, silent.SideSource));
        Assert.Empty(silent.Reasons);
        var other = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, "RF right"), 1, stated);
        Assert.Equal(("vastus-lateralis", Laterality.Left), (other.Structure, other.Laterality));
        Assert.Equal(2, other.Reasons.Count);
        Assert.NotNull(Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, "VL longitudinal"), 1, stated).Refusal);
    }

    [Fact]
    public void Several_pictures_in_one_image_are_certain_only_where_the_image_itself_says_what_it_shows()
    {
        var series = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, "RF left"));
        Assert.Empty(series.ForPictures(1).Reasons);
        Assert.Contains("several scan pictures", Assert.Single(series.ForPictures(2).Reasons), StringComparison.Ordinal);
        var coded = Sample.Still().With(DicomTag.ImageLaterality, "L");
        coded.AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionSequence, Sample.Code("72226001", "SCT")));
        Assert.Empty(Reader.Read(coded).ForPictures(2).Reasons);
    }

    [Theory]
    [InlineData("0002", "M-mode")]
    [InlineData("0009", "Doppler spectrum")]
    [InlineData("0040", "three-dimensional")]
    [InlineData("0011", null)]
    [InlineData("zz", null)]
    public void The_image_type_tells_what_is_no_cross_section(string flags, string? expected)
    {
        var reasons = Reader.Read(Sample.Still().With(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "MUSCULOSKELETAL", flags)).Reasons;
        if (expected is null) Assert.Empty(reasons);
        else Assert.Contains(expected, Assert.Single(reasons), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LINEAR", false)]
    [InlineData("CURVED LINEAR", false)]
    [InlineData("SECTOR_PHASED", true)]
    [InlineData("ENDOCAV_CLA", true)]
    public void A_transducer_that_is_not_for_muscles_is_a_reason(string type, bool flagged) =>
        Assert.Equal(flagged, Reader.Read(Sample.Still().With(DicomTag.TransducerType, type)).Reasons.Count == 1);

    [Theory]
    [InlineData("RF left", null)]
    [InlineData("RF", "L")]
    public void A_comment_does_not_say_what_each_of_several_pictures_shows(string comment, string? side)
    {
        var dataset = Sample.Still().With(DicomTag.ImageComments, comment);
        if (side is not null) dataset.With(DicomTag.ImageLaterality, side);
        var reading = Reader.Read(dataset);
        Assert.Equal(("rectus-femoris", Laterality.Left), (reading.Structure, reading.Laterality));
        Assert.Empty(reading.ForPictures(1).Reasons);
        Assert.Contains("several scan pictures", Assert.Single(reading.ForPictures(2).Reasons), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x0020, 0x0062, "B", "Image Laterality says both sides, Series Description says left")]
    [InlineData(0x0020, 0x4000, "bilateral", "Image Comments says both sides, Series Description says left")]
    [InlineData(0x0020, 0x4000, "left and right", "Image Comments says both sides, Series Description says left")]
    [InlineData(0x0018, 0x1030, "thigh bilateral", "Series Description says left, Protocol Name says both sides")]
    [InlineData(0x0020, 0x0060, "B", "the series' Laterality says both sides, Series Description says left")]
    public void Both_sides_and_one_side_contradict_each_other(ushort group, ushort element, string value, string expected)
    {
        var dataset = Sample.Still().With(DicomTag.SeriesDescription, "RF left").With(new DicomTag(group, element), value);
        var reading = Reader.Read(dataset);
        Assert.Equal((Laterality.Unknown, null), (reading.Laterality, reading.SideSource));
        Assert.Equal($"The side is not certain: {expected}.", Assert.Single(reading.Reasons));
    }

    [Fact]
    public void Both_sides_in_codes_or_of_a_frame_contradict_one_side_too()
    {
        var region = Sample.Code("72226001", "SCT");
        region.AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionModifierSequence, Sample.Code("7771000", "SCT"),
            Sample.Code("24028007", "SCT")));
        var coded = Sample.Still().With(DicomTag.SeriesDescription, "RF left");
        coded.AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionSequence, region));
        Assert.Contains("the coded anatomy says both sides", Assert.Single(Reader.Read(coded).Reasons), StringComparison.Ordinal);

        var anatomy = new DicomDataset();
        anatomy.AddOrUpdate(DicomTag.FrameLaterality, "B");
        var framed = Sample.Clip(2).With(DicomTag.SeriesDescription, "RF left");
        framed.AddOrUpdate(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence,
            new DicomDataset { new DicomSequence(DicomTag.FrameAnatomySequence, anatomy) }));
        Assert.Contains("Frame Laterality says both sides", Assert.Single(Reader.Read(framed).Reasons), StringComparison.Ordinal);
        Assert.Equal(Laterality.Unknown, Reader.Read(framed).Laterality);
    }

    [Theory]
    [InlineData("", "RF bilateral", "L")]
    [InlineData("Oberschenkel beidseits", "RF links", null)]
    [InlineData("both sides", "RF", "L")]
    public void A_series_or_study_of_both_sides_may_hold_an_image_of_one(string study, string series, string? image)
    {
        var dataset = Sample.Still().With(DicomTag.StudyDescription, study).With(DicomTag.SeriesDescription, series);
        if (image is not null) dataset.With(DicomTag.ImageLaterality, image);
        var reading = Reader.Read(dataset);
        Assert.Equal(Laterality.Left, reading.Laterality);
        Assert.Empty(reading.Reasons);
    }

    [Fact]
    public void The_user_may_say_which_side_of_a_series_of_both_but_not_of_an_image_of_both_without_review()
    {
        var left = new StatedAnatomy("rectus-femoris", Laterality.Left);
        Assert.Empty(Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, "RF bilateral"), 1, left).Reasons);
        var reading = Reader.Read(Sample.Still().With(DicomTag.ImageLaterality, "B"), 1, left);
        Assert.Equal(Laterality.Left, reading.Laterality);
        Assert.Equal("The side is not certain: the user says left, Image Laterality says both sides.", Assert.Single(reading.Reasons));
    }

    [Theory]
    [InlineData("Quadriceps", "RF left", "rectus-femoris", "Protocol Name")]
    [InlineData("RF left", "Quadriceps", "rectus-femoris", "Series Description")]
    [InlineData("RF / VL left", "VL", "vastus-lateralis", "Protocol Name")]
    [InlineData("Quadriceps", "quadriceps femoris", "quadriceps-femoris", "Series Description")]
    public void The_head_counts_whichever_source_names_it(string series, string protocol, string expected, string source)
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.SeriesDescription, series).With(DicomTag.ProtocolName, protocol));
        Assert.Equal((expected, source), (reading.Structure, reading.StructureSource));
        Assert.Empty(reading.Reasons);
    }

    [Fact]
    public void A_head_in_a_text_does_not_become_certain_by_the_code_of_the_whole()
    {
        var dataset = Sample.Still().With(DicomTag.SeriesDescription, "RF").With(DicomTag.ImageLaterality, "L");
        dataset.AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionSequence, Sample.Code("21989003", "SCT")));
        var reading = Reader.Read(dataset);
        Assert.Equal("rectus-femoris", reading.Structure);
        Assert.Single(reading.ForPictures(2).Reasons);
    }

    [Fact]
    public void Two_heads_contradict_each_other_also_where_a_closer_source_names_the_whole()
    {
        var reading = Reader.Read(Sample.Still().With(DicomTag.ImageComments, "Quadriceps").With(DicomTag.SeriesDescription, "RF")
            .With(DicomTag.ProtocolName, "VL"));
        Assert.Empty(reading.Structures);
        Assert.Equal("The muscle is not certain: Series Description says Rectus femoris, Protocol Name says Vastus lateralis.",
            Assert.Single(reading.Reasons));
    }

    [Fact]
    public void What_is_said_of_the_study_or_against_the_user_does_not_narrow_the_muscle()
    {
        var study = Sample.Still().With(DicomTag.SeriesDescription, "Quadriceps left").With(DicomTag.StudyDescription, "RF");
        Assert.Equal("quadriceps-femoris", Reader.Read(study).Structure);
        Assert.Empty(Reader.Read(study).Reasons);
        var user = new StatedAnatomy("quadriceps-femoris", Laterality.Left);
        var head = Sample.Still().With(DicomTag.SeriesDescription, "RF left");
        Assert.Equal("quadriceps-femoris", Reader.Read(head, 1, user).Structure);
        Assert.Empty(Reader.Read(head, 1, user).Reasons);
        var disputed = Reader.Read(head.With(DicomTag.ProtocolName, "VL"), 1, user);
        Assert.Equal("quadriceps-femoris", disputed.Structure);
        Assert.Contains("Protocol Name says Vastus lateralis", Assert.Single(disputed.Reasons), StringComparison.Ordinal);
    }

    static (string?, Laterality) Read(DicomDataset dataset)
    {
        var reading = Reader.Read(dataset);
        return (reading.Structure, reading.Laterality);
    }
}
