using Acsa.Worker.WebConsole.Views;

namespace Acsa.WebConsole.Tests;

public sealed class TextDifferenceTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\nc\n", "")]
    [InlineData("a\nb\nc", "a\r\nx\r\nc\r\n", "-b +x")]
    [InlineData("a\nc", "a\nb\nc\nd", "+b +d")]
    [InlineData("a\nb\nc\nd", "b\nd", "-a -c")]
    [InlineData("", "a", "- +a")]
    public void Says_which_lines_are_gone_and_which_are_new(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join(' ', TextDifference.Of(before, after)!.Select(line => $"{line.Sign}{line.Line}")));

    [Fact]
    public void Texts_that_are_too_long_are_not_compared() => Assert.Null(TextDifference.Of(new string('\n', 3000) + "x", "x"));
}
