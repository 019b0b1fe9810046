using Acsa.Worker.Delivery;

namespace Acsa.Worker.Tests.Delivery;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Delays_follow_the_notation_and_end()
    {
        Assert.True(RetrySchedule.TryParse("2x10s,1x5m", out var schedule));
        Assert.Equal(TimeSpan.FromSeconds(10), schedule.DelayAfter(1, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(10), schedule.DelayAfter(2, 0.5));
        Assert.Equal(TimeSpan.FromMinutes(5), schedule.DelayAfter(3, 0.5));
        Assert.Null(schedule.DelayAfter(4, 0.5));
    }

    [Fact]
    public void Jitter_stays_within_a_fifth()
    {
        Assert.True(RetrySchedule.TryParse("1x100s", out var schedule));
        Assert.Equal(80, schedule.DelayAfter(1, 0)!.Value.TotalSeconds, 6);
        Assert.Equal(120, schedule.DelayAfter(1, 1)!.Value.TotalSeconds, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x1m")]
    [InlineData("0x1m")]
    [InlineData("1x")]
    [InlineData("1x0s")]
    [InlineData("1x5w")]
    [InlineData("-1x5m")]
    [InlineData("1x5m,")]
    [InlineData("9999x1s,9999x1s")]
    [InlineData("2147483647x1s,2147483647x1s,2x1s")]
    public void Refuses_other_notations(string text) => Assert.False(RetrySchedule.TryParse(text, out _));
}
