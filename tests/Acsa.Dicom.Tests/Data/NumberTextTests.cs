using System.Globalization;

namespace Acsa.Dicom.Tests.Data;

[Trait("Category", "SharedWithFoDicom")]
public class NumberTextTests
{
    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1.5, "1.5")]
    [InlineData(-12345.678, "-12345.678")]
    [InlineData(123456789.12345679, "123456789.123457")]
    [InlineData(1.2345678901234567, "1.23456789012346")]
    [InlineData(-0.000012345678901234, "-1.234567890E-05")]
    public void Writes_decimals_as_exactly_as_16_characters_allow(double value, string text)
    {
        var written = new DicomDataset { { DicomTag.PatientWeight, value } }.GetString(DicomTag.PatientWeight);

        Assert.InRange(written.Length, 1, 16);
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), double.Parse(written, CultureInfo.InvariantCulture),
            1e-9 * Math.Abs(value));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public void Reads_no_number_that_is_not_finite(string text)
    {
        var dataset = new DicomDataset().NotValidated();
        dataset.Add(DicomTag.PatientWeight, text);

        Assert.False(dataset.TryGetSingleValue<double>(DicomTag.PatientWeight, out _));
        Assert.False(dataset.TryGetSingleValue<float>(DicomTag.PatientWeight, out _));
        Assert.False(dataset.TryGetValues<double>(DicomTag.PatientWeight, out _));
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Writes_decimals_that_the_decimal_type_cannot_hold() =>
        Assert.Equal("1E+300", new DicomDataset { { DicomTag.PatientWeight, 1e300 } }.GetString(DicomTag.PatientWeight));

    [Theory, Trait("Category", "NotOnFoDicom")]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_decimals_that_are_no_numbers(double value) =>
        Assert.Throws<DicomDataException>(() => new DicomDataset().Add(DicomTag.PatientWeight, value));

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Reads_decimals_at_their_own_precision()
    {
        var element = new DicomDecimalString(DicomTag.PatientWeight, "1e-30");

        Assert.Equal(1e-30, element.Get<double>());
        Assert.Equal([1.5, 2], new DicomDecimalString(DicomTag.PixelSpacing, "1.5 ", " 2").Get<double[]>());
        Assert.Equal(3, new DicomIntegerString(DicomTag.NumberOfFrames, "3.0").Get<int>());
        Assert.Throws<OverflowException>(() => new DicomIntegerString(DicomTag.NumberOfFrames, "99999999999").Get<int>());
        Assert.Throws<FormatException>(() => new DicomDecimalString(DicomTag.PatientWeight, "x").Get<double>());
    }

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Does_not_care_about_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            var dataset = new DicomDataset
            {
                { DicomTag.PhysicalDeltaX, "1.5" }, { DicomTag.PatientWeight, 1.5m }, { DicomTag.PatientSize, "1.75" },
                { DicomTag.TableOfParameterValues, 2.5f }, { DicomTag.StudyTime, new DateTime(2024, 1, 1, 1, 2, 3, 500) },
                { DicomTag.SeriesNumber, -7 },
            };

            Assert.Equal(1.5, dataset.GetSingleValue<double>(DicomTag.PhysicalDeltaX));
            Assert.Equal("1.5", dataset.GetString(DicomTag.PhysicalDeltaX));
            Assert.Equal("1.5", dataset.GetString(DicomTag.PatientWeight));
            Assert.Equal(1.75, dataset.GetSingleValue<double>(DicomTag.PatientSize));
            Assert.Equal("2.5", dataset.GetSingleValue<string>(DicomTag.TableOfParameterValues));
            Assert.Equal("010203.5", dataset.GetString(DicomTag.StudyTime));
            Assert.Equal(-7, dataset.GetSingleValue<int>(DicomTag.SeriesNumber));
            Assert.Equal("(0018,602c)", DicomTag.PhysicalDeltaX.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("20240229", 2024, 2, 29)]
    [InlineData("2024.02.29", 2024, 2, 29)]
    public void Reads_dates(string text, int year, int month, int day) =>
        Assert.Equal(new DateTime(year, month, day), new DicomDate(DicomTag.StudyDate, text).Get<DateTime>());

    [Theory]
    [InlineData("10", 36_000_000)]
    [InlineData("1005", 36_300_000)]
    [InlineData("100507", 36_307_000)]
    [InlineData("100507.1", 36_307_100)]
    [InlineData("100507.123456", 36_307_123.456)]
    public void Reads_times(string text, double milliseconds) =>
        Assert.Equal(milliseconds, new DicomTime(DicomTag.StudyTime, text).Get<DateTime>().TimeOfDay.TotalMilliseconds, 0.0001);

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Reads_a_leap_second_as_the_last_one() =>
        Assert.Equal(new TimeSpan(10, 5, 59), new DicomTime(DicomTag.StudyTime, "100560").Get<DateTime>().TimeOfDay);

    [Fact, Trait("Category", "NotOnFoDicom")]
    public void Reads_date_times_as_stated()
    {
        var element = new DicomDateTime(DicomTag.AcquisitionDateTime, "20240229101112.5+0130");

        Assert.Equal(new DateTime(2024, 2, 29, 10, 11, 12, 500), element.Get<DateTime>());
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 10, 11, 12, 500, new TimeSpan(1, 30, 0)), element.Get<DateTimeOffset>());
        Assert.Equal(new DateTime(2024, 1, 1), new DicomDateTime(DicomTag.AcquisitionDateTime, "2024").Get<DateTime>());
    }
}
