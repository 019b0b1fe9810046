using System.Globalization;
using Acsa.Measurement;

namespace Acsa.Reporting.Tests;

public sealed class IdentityAndHeaderTests
{
    static readonly ModelIdentity OtherModel = Sample.Model with { Sha256 = new string('b', 64) };

    [Fact]
    public void Results_of_a_later_run_say_nothing_else_of_the_series_they_join()
    {
        var request = Sample.Request(Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)));
        var later = request with { Context = request.Context with { Time = request.Context.Time.AddHours(3) } };
        // The attributes of the General Series module (PS3.3 C.7.3.1) that are written.
        DicomTag[] series = [DicomTag.SeriesInstanceUID, DicomTag.SeriesNumber, DicomTag.SeriesDescription, DicomTag.SeriesDate,
            DicomTag.SeriesTime, DicomTag.Modality];
        foreach (var (first, second) in ResultWriter.Write(request).Instances.Zip(ResultWriter.Write(later).Instances))
            foreach (var tag in series)
                Assert.Equal(first.File.Dataset.GetSingleValueOrDefault(tag, ""), second.File.Dataset.GetSingleValueOrDefault(tag, ""));
    }

    [Fact]
    public void The_same_request_gives_the_same_bytes()
    {
        Assert.Equal(All(Request()), All(Request()));

        static IEnumerable<byte[]> All(ReportRequest request) =>
            ResultWriter.Write(request).Instances.Select(instance => instance.File.Bytes());
    }

    [Fact]
    public void Another_model_configuration_or_source_gives_other_instances_in_other_series()
    {
        var request = Request();
        var otherModel = request with { Findings = [request.Findings[0] with { Model = OtherModel }] };
        var otherConfiguration = request with { Context = request.Context with { ConfigurationHash = "d" } };
        Assert.Empty(Uids(request).Intersect(Uids(otherModel)));
        Assert.Empty(Uids(request).Intersect(Uids(otherConfiguration)));

        var neighbour = Sample.Source();
        neighbour.AddOrUpdate(DicomTag.SOPInstanceUID, Sample.Instance + ".1");
        var other = Request(neighbour);
        Assert.Equal(SeriesOf(request), SeriesOf(other));
        Assert.Empty(InstancesOf(request).Intersect(InstancesOf(other)));
        Assert.Equal(3, SeriesOf(request).Distinct().Count());
    }

    [Fact]
    public void Neither_time_nor_status_changes_an_identity()
    {
        var request = Request();
        Assert.Equal(Uids(request), Uids(request with { Context = request.Context with { Time = request.Context.Time.AddDays(1) } }));
    }

    [Fact]
    public void Uids_are_valid_and_derived_by_rfc_9562()
    {
        Assert.All(Uids(Request()), uid =>
            Assert.True(DicomUID.IsValidUid(uid) && uid.StartsWith("2.25.", StringComparison.Ordinal) && uid.Length <= 44));
        // Pinned: if this changes, every PACS gets every result twice.
        Assert.Equal("2.25.159357258516776475015026768436616156727", NameBasedUid.For("a", "b"));
        Assert.NotEqual(NameBasedUid.For("a", "b"), NameBasedUid.For("ab", ""));
    }

    [Fact]
    public void The_tracking_uid_survives_a_change_of_model()
    {
        var request = Request();
        var other = request with { Findings = [request.Findings[0] with { Model = OtherModel }] };
        Assert.Equal(Tracking(request), Tracking(other));

        static string Tracking(ReportRequest request) =>
            ResultWriter.Write(request).Segmentation!.Dataset.GetSequence(DicomTag.SegmentSequence).Items[0]
                .GetString(DicomTag.TrackingUID);
    }

    [Fact]
    public void Patient_and_study_are_copied_unchanged_empty_values_included()
    {
        var source = Sample.Source();
        source.AddOrUpdate<string>(DicomTag.AccessionNumber);
        source.Remove(DicomTag.PatientSex);
        source.AddOrUpdate(DicomTag.PatientAge, "076Y");
        source.AddOrUpdate(DicomTag.IssuerOfPatientID, "Klinik");
        foreach (var instance in ResultWriter.Write(Request(source)).Instances)
        {
            var result = instance.File.ReadBack();
            Assert.Equal("Müller^Zoë", result.GetString(DicomTag.PatientName));
            Assert.Equal("Weiß^Jürgen", result.GetString(DicomTag.ReferringPhysicianName));
            Assert.Equal("ISO_IR 192", result.GetString(DicomTag.SpecificCharacterSet));
            Assert.Equal(Sample.Study, result.GetString(DicomTag.StudyInstanceUID));
            Assert.Equal("20260328", result.GetString(DicomTag.StudyDate));
            Assert.Equal(0, result.GetValueCount(DicomTag.AccessionNumber));
            Assert.Equal(0, result.GetValueCount(DicomTag.PatientSex));
            Assert.Equal("076Y", result.GetString(DicomTag.PatientAge));
            Assert.Equal("Klinik", result.GetString(DicomTag.IssuerOfPatientID));
        }
    }

    [Theory]
    [InlineData("ISO_IR 192", "Müller^Zoë")]
    [InlineData("ISO_IR 148", "Şahin^Gülşen")]
    [InlineData("ISO_IR 144", "Люкceмбypг")]
    [InlineData("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    public void Names_in_any_character_set_arrive_in_unicode(string characterSet, string name)
    {
        var original = Sample.Source();
        original.AddOrUpdate(DicomTag.SpecificCharacterSet, characterSet.Split('\\'));
        original.AddOrUpdate(DicomTag.PatientName, name);
        original.AddOrUpdate(DicomTag.ReferringPhysicianName, "Weiss^J");
        var source = DicomFile.Open(new MemoryStream(new DicomFile(original).Bytes())).Dataset;
        Assert.Equal(name, source.GetString(DicomTag.PatientName));
        var bytes = ResultWriter.Write(Request(source)).StructuredReport.Bytes();
        Assert.Equal(name, DicomFile.Open(new MemoryStream(bytes)).Dataset.GetString(DicomTag.PatientName));
        Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(name)) > 0);
    }

    [Theory]
    // 2026-03-29 00:30:15.123 UTC, half an hour before Central Europe's clocks jump.
    [InlineData("+0000", "20260329", "003015.123000")]
    [InlineData("+0100", "20260329", "013015.123000")]
    [InlineData("-0500", "20260328", "193015.123000")]
    [InlineData("+0545", "20260329", "061515.123000")]
    public void Times_are_in_the_time_zone_of_the_source(string offset, string date, string time)
    {
        var source = Sample.Source();
        source.AddOrUpdate(DicomTag.TimezoneOffsetFromUTC, offset);
        var result = ResultWriter.Write(Request(source)).StructuredReport.Dataset;
        Assert.Equal(offset, result.GetString(DicomTag.TimezoneOffsetFromUTC));
        Assert.Equal(date, result.GetString(DicomTag.ContentDate));
        Assert.Equal(time, result.GetString(DicomTag.ContentTime));
    }

    // 2026-10-25, Central Europe: half past two comes twice, at 00:30 and at 01:30 UTC.
    [Theory]
    [InlineData("+0200", "023000.000000", "033000.000000")]
    [InlineData("+0100", "013000.000000", "023000.000000")]
    [InlineData(null, "023000.000000", "023000.000000")]
    public void The_hour_that_comes_twice_is_told_apart_by_the_offset_of_the_source_and_without_one_no_offset_is_claimed(
        string? offset, string first, string second)
    {
        var source = Sample.Source();
        if (offset is not null) source.AddOrUpdate(DicomTag.TimezoneOffsetFromUTC, offset);
        var results = new[] { 2, 1 }.Select((hours, index) =>
        {
            var request = Request(source);
            var local = new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(hours));
            Assert.Equal(index, local.UtcDateTime.Hour);
            return ResultWriter.Write(request with { Context = request.Context with { Time = local } }).StructuredReport.ReadBack();
        }).ToList();
        Assert.Equal([first, second], results.Select(result => result.GetString(DicomTag.ContentTime)));
        Assert.All(results, result => Assert.Equal(offset, result.GetSingleValueOrDefault<string?>(DicomTag.TimezoneOffsetFromUTC, null)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("CEST")]
    [InlineData("+9900")]
    public void Without_a_usable_time_zone_times_are_local_and_none_is_stated(string? offset)
    {
        var source = Sample.Source().NotValidated();
        if (offset is not null) source.AddOrUpdate(DicomTag.TimezoneOffsetFromUTC, offset);
        var result = ResultWriter.Write(Request(source)).StructuredReport.Dataset;
        Assert.False(result.Contains(DicomTag.TimezoneOffsetFromUTC));
        Assert.Equal("023015.123000", result.GetString(DicomTag.ContentTime));
    }

    [Fact]
    public void Lossy_compression_is_remembered()
    {
        var source = Sample.Source();
        source.AddOrUpdate(DicomTag.LossyImageCompression, "01");
        source.AddOrUpdate(DicomTag.LossyImageCompressionRatio, "11.5");
        source.AddOrUpdate(DicomTag.LossyImageCompressionMethod, "ISO_10918_1");
        var results = ResultWriter.Write(Request(source));
        Assert.Equal("01", results.Segmentation!.Dataset.GetString(DicomTag.LossyImageCompression));
        Assert.Equal("11.5", results.Instances[^1].File.Dataset.GetString(DicomTag.LossyImageCompressionRatio));
        Assert.Equal("00", ResultWriter.Write(Request()).Segmentation!.Dataset.GetString(DicomTag.LossyImageCompression));
    }

    [Fact]
    public void A_german_locale_changes_no_byte()
    {
        var invariant = ResultWriter.Write(Request()).Instances.Select(instance => instance.File.Bytes()).ToList();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("1,5", 1.5.ToString(CultureInfo.CurrentCulture));
            Assert.Equal(invariant, ResultWriter.Write(Request()).Instances.Select(instance => instance.File.Bytes()));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_source_that_nothing_can_refer_to_is_refused_by_tag()
    {
        var source = Sample.Source();
        source.Remove(DicomTag.SeriesInstanceUID);
        var refusal = Assert.Throws<DicomDataException>(() => ResultWriter.Write(Request(source)));
        Assert.Contains("(0020,000e)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Private_attributes_stay_behind()
    {
        var source = Sample.Source();
        var issuer = new DicomDataset();
        issuer.AddOrUpdate(DicomTag.PatientID, "X");
        issuer.AddOrUpdate(new DicomLongString(new DicomTag(0x0011, 0x0010), "ACME"));
        issuer.AddOrUpdate(new DicomLongString(new DicomTag(0x0011, 0x1001), "secret"));
        source.AddOrUpdate(new DicomSequence(DicomTag.OtherPatientIDsSequence, issuer));
        var copied = ResultWriter.Write(Request(source)).StructuredReport.ReadBack().GetSequence(DicomTag.OtherPatientIDsSequence).Items[0];
        Assert.Equal([DicomTag.PatientID], copied.Select(item => item.Tag));
    }

    static ReportRequest Request(DicomDataset? source = null) =>
        Sample.Request(source ?? Sample.Source(), Sample.Measured(Sample.Ellipse(64, 48)));

    static List<string> SeriesOf(ReportRequest request) =>
        [.. ResultWriter.Write(request).Instances.Select(instance => instance.File.Dataset.GetString(DicomTag.SeriesInstanceUID))];

    static List<string> InstancesOf(ReportRequest request) =>
        [.. ResultWriter.Write(request).Instances.Select(instance => instance.SopInstanceUid)];

    static List<string> Uids(ReportRequest request) => [.. SeriesOf(request), .. InstancesOf(request)];
}
