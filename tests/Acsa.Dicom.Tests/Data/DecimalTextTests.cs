using System.Globalization;

using Xunit.Abstractions;

namespace Acsa.Dicom.Tests.Data;

public class DecimalTextTests(ITestOutputHelper output)
{
    [Fact]
    public void Writes_decimals_that_read_back_the_same_where_they_fit()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20));
            var text = DicomDecimalString.ToDecimalString(value);
            DicomValidation.ValidateDS(text);
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture), Math.Abs(value) * 1e-8);
            if (value.ToString("R", CultureInfo.InvariantCulture).Length <= 16)
                Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            var number = Math.Round((decimal)random.NextDouble() * 1000, random.Next(0, 10));
            Assert.Equal(number, new DicomDecimalString(DicomTag.PatientWeight, number).Get<decimal>());
        }
    }

    [Theory]
    [InlineData(123456789.123456789, "123456789.123457")]
    [InlineData(1.23456789012345678, "1.23456789012346")]
    public void Keeps_more_than_ten_digits(double number, string text) =>
        Assert.StartsWith(text[..14], DicomDecimalString.ToDecimalString((decimal)number), StringComparison.Ordinal);
}
