using System.Globalization;
using System.Text;

using Acsa.Dicom.Imaging;
using Acsa.Dicom.IO.Buffer;
using Acsa.Dicom.Serialization;

namespace Acsa.Dicom.Tests.Data;

public class DicomJsonTests
{
    private static string Json(params DicomItem[] items) => DicomJson.ConvertDicomToJson(new DicomDataset().NotValidated().Add(items));

    [Theory]
    [InlineData("1.50", "1.50")]
    [InlineData("+0012", "12")]
    [InlineData(" -.5 ", "-0.5")]
    [InlineData("7.", "7")]
    [InlineData("1E+05", "1E+05")]
    [InlineData("-0", "-0")]
    [InlineData("12 mm", "\"12 mm\"")]
    [InlineData("0.1234567890123456789", "0.1234567890123456789")]
    public void Keeps_the_digits_of_decimal_strings(string text, string json) =>
        Assert.Equal($$$"""{"00101030":{"vr":"DS","Value":[{{{json}}}]}}""", Json(new DicomDecimalString(DicomTag.PatientWeight, text)));

    [Fact]
    public void Writes_integers_beyond_53_bits_as_text() =>
        Assert.Equal("""{"00720082":{"vr":"SV","Value":[9007199254740991,"9007199254740992","-9223372036854775808"]}}""",
            Json(new DicomSignedVeryLong(new DicomTag(0x0072, 0x0082), (1L << 53) - 1, 1L << 53, long.MinValue)));

    [Fact]
    public void Writes_what_is_no_number_as_text() =>
        Assert.Equal("""{"0018602C":{"vr":"FD","Value":["NaN","-Infinity",0.1]}}""",
            Json(new DicomFloatingPointDouble(DicomTag.PhysicalDeltaX, double.NaN, double.NegativeInfinity, 0.1)));

    [Fact]
    public void Writes_the_groups_of_a_name_and_null_for_a_missing_value() =>
        Assert.Equal("""{"00101001":{"vr":"PN","Value":[{"Alphabetic":"A^B","Phonetic":"山"},null]}}""",
            Json(new DicomPersonName(DicomTag.OtherPatientNames, "A^B==山", "")));

    [Fact]
    public void Says_utf_8_whatever_the_data_set_was_in() =>
        Assert.Equal("""{"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00100010":{"vr":"PN"}}""",
            Json(new DicomCodeString(DicomTag.SpecificCharacterSet, "ISO_IR 100"), new DicomPersonName(DicomTag.PatientName)));

    [Fact]
    public void Writes_empty_sequences_and_empty_items() =>
        Assert.Equal("""{"00081110":{"vr":"SQ"},"00081115":{"vr":"SQ","Value":[{}]}}""",
            Json(new DicomSequence(DicomTag.ReferencedStudySequence),
                new DicomSequence(DicomTag.ReferencedSeriesSequence, new DicomDataset())));

    [Fact]
    public void Gives_large_and_compressed_values_a_uri_or_leaves_them_out()
    {
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        var inner = new DicomDataset { new DicomOtherByte(new DicomTag(0x0042, 0x0011), new byte[100]) };
        var dataset = new DicomDataset { new DicomSequence(DicomTag.IconImageSequence, new DicomDataset(), inner), fragments };
        using var stream = new MemoryStream();

        DicomJsonWriter.Write(stream, dataset, new DicomJsonOptions { InlineLimit = 99, BulkDataUri = path => "bulk" + path });

        Assert.Equal("""
            {"00880200":{"vr":"SQ","Value":[{},{"00420011":{"vr":"OB","BulkDataURI":"bulk/00880200/1/00420011"}}]},"7FE00010":{"vr":"OB","BulkDataURI":"bulk/7FE00010"}}
            """, Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal("{}", Json(fragments));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Writes_and_reads_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            var dataset = new DicomDataset
            {
                { DicomTag.PatientWeight, -70.25 }, { DicomTag.SeriesNumber, -7 }, { DicomTag.PhysicalDeltaX, -1.5 },
                { DicomTag.StudyDate, new DateTime(2024, 2, 29) }, { DicomTag.StudyTime, new DateTime(2024, 2, 29, 13, 5, 6, 500) },
                { DicomTag.PhotometricInterpretation, PhotometricInterpretation.Rgb.Value }, { DicomTag.RegionFlags, 1234567u },
            };

            Assert.Equal("""
                {"00080020":{"vr":"DA","Value":["20240229"]},"00080030":{"vr":"TM","Value":["130506.5"]},"00101030":{"vr":"DS","Value":[-70.25]},"00186016":{"vr":"UL","Value":[1234567]},"0018602C":{"vr":"FD","Value":[-1.5]},"00200011":{"vr":"IS","Value":[-7]},"00280004":{"vr":"CS","Value":["RGB"]}}
                """, DicomJson.ConvertDicomToJson(dataset));
            Assert.Equal(-70.25, dataset.GetSingleValue<double>(DicomTag.PatientWeight));
            Assert.Equal(-7, dataset.GetSingleValue<int>(DicomTag.SeriesNumber));
            Assert.Equal("-1.5", dataset.GetString(DicomTag.PhysicalDeltaX));
            Assert.Equal(new DateTime(2024, 2, 29, 13, 5, 6, 500), dataset.GetDateTime(DicomTag.StudyDate, DicomTag.StudyTime));
            Assert.Equal("INSTITUTION", DicomTag.Parse("00080080").DictionaryEntry.Keyword[..11].ToUpperInvariant());
            Assert.Equal("(0008,0080)", DicomTag.InstitutionName.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
