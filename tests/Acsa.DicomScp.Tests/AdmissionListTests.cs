namespace Acsa.DicomScp.Tests;

public sealed class AdmissionListTests
{
    [Theory]
    [InlineData("ACSA", "US1", "10.0.0.5", AdmissionVerdict.Admitted)]
    [InlineData("ACSA", "US1", "::ffff:10.0.0.5", AdmissionVerdict.Admitted)]
    [InlineData("ACSA ", " US1 ", "10.0.0.5", AdmissionVerdict.Admitted)]
    [InlineData("acsa", "US1", "10.0.0.5", AdmissionVerdict.CalledAeUnknown)]
    [InlineData("OTHER", "US1", "10.0.0.5", AdmissionVerdict.CalledAeUnknown)]
    [InlineData("ACSA", "US9", "10.0.0.5", AdmissionVerdict.CallingAeUnknown)]
    [InlineData("ACSA", "US1", "10.0.0.6", AdmissionVerdict.HostNotAllowed)]
    [InlineData("ACSA", "ROAMING", "10.0.0.6", AdmissionVerdict.Admitted)]
    [InlineData("ACSA", "TWO", "10.0.0.8", AdmissionVerdict.Admitted)]
    public async Task Judges_title_and_host(string called, string calling, string host, AdmissionVerdict expected)
    {
        var list = new AdmissionList("ACSA", [new("US1", "10.0.0.5"), new("ROAMING"), new("TWO", "10.0.0.7"), new("TWO", "10.0.0.8")]);
        Assert.Equal(expected, await list.JudgeAsync(new Caller(calling, called, host, ""), default));
    }

    // A line break would begin a line of the log, an escape sequence reach the terminal of whoever reads it.
    [Fact]
    public void A_title_has_no_control_characters_whatever_the_caller_sends() =>
        Assert.Equal(("US??[2J?1?", "AC?SA"), new Caller("US\n\u001b[2J\u009b1\u007f", "AC\0SA", "", "") is var caller
            ? (caller.CallingAe, caller.CalledAe) : default);

    [Fact]
    public async Task A_star_admits_any_title_from_its_host_only()
    {
        var list = new AdmissionList("ACSA", [new(AdmittedCaller.Any, "10.0.0.5")]);
        Assert.Equal(AdmissionVerdict.Admitted, await list.JudgeAsync(new Caller("X", "ACSA", "10.0.0.5", ""), default));
        Assert.Equal(AdmissionVerdict.HostNotAllowed, await list.JudgeAsync(new Caller("X", "ACSA", "10.0.0.6", ""), default));
    }

    [Fact]
    public async Task A_host_may_be_a_name_and_an_unknown_name_admits_nobody()
    {
        var list = new AdmissionList("ACSA", [new("HERE", "localhost"), new("NOWHERE", "no-such-host.invalid")]);
        Assert.Equal(AdmissionVerdict.Admitted, await list.JudgeAsync(new Caller("HERE", "ACSA", "127.0.0.1", ""), default));
        Assert.Equal(AdmissionVerdict.HostNotAllowed, await list.JudgeAsync(new Caller("NOWHERE", "ACSA", "127.0.0.1", ""), default));
    }

    [Fact]
    public async Task With_nobody_configured_nobody_is_admitted() =>
        Assert.Equal(AdmissionVerdict.CallingAeUnknown, await new AdmissionList("ACSA", [])
            .JudgeAsync(new Caller("US1", "ACSA", "127.0.0.1", ""), default));
}
