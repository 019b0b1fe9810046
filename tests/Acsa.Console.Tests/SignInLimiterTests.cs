using Acsa.Worker.WebConsole.Access;

namespace Acsa.WebConsole.Tests;

public sealed class SignInLimiterTests
{
    [Fact]
    public void An_address_waits_until_its_first_failure_is_old_and_others_do_not()
    {
        var time = new Clock();
        var limiter = new SignInLimiter(time);
        for (var i = 0; i < SignInLimiter.ByAddress; i++)
        {
            Assert.Equal(TimeSpan.Zero, limiter.WaitFor("10.0.0.1", "anna"));
            limiter.Failed("10.0.0.1", "anna");
            time.Now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(SignInLimiter.Window - TimeSpan.FromSeconds(SignInLimiter.ByAddress), limiter.WaitFor("10.0.0.1", "otto"));
        Assert.Equal(TimeSpan.Zero, limiter.WaitFor("10.0.0.2", "anna"));
        time.Now += SignInLimiter.Window - TimeSpan.FromSeconds(SignInLimiter.ByAddress);
        Assert.Equal(TimeSpan.Zero, limiter.WaitFor("10.0.0.1", "otto"));
    }

    [Fact]
    public void A_name_that_many_addresses_guess_at_is_closed_for_all()
    {
        var limiter = new SignInLimiter(new Clock());
        for (var i = 0; i < SignInLimiter.ByName; i++) limiter.Failed($"10.0.{i}.1", "anna");
        Assert.True(limiter.WaitFor("10.1.1.1", "anna") > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, limiter.WaitFor("10.1.1.1", "otto"));
    }

    [Fact]
    public void What_can_be_nobodys_name_is_counted_as_one_and_not_kept()
    {
        var limiter = new SignInLimiter(new Clock());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < SignInLimiter.ByName; i++) limiter.Failed($"10.0.{i}.1", new string((char)('a' + i % 26), 1_000_000 + i));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 10_000_000);
        Assert.True(limiter.WaitFor("10.1.1.1", new string('x', 1_000_000)) > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, limiter.WaitFor("10.1.1.1", "otto"));
        GC.KeepAlive(limiter);
    }

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
