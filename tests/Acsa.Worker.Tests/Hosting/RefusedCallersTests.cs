using Acsa.DicomScp;
using Acsa.Worker.Hosting;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Hosting;

public sealed class RefusedCallersTests
{
    readonly RefusedCallers _refused = new(new ManualTime());

    [Fact]
    public void A_caller_that_calls_all_the_time_is_one_entry_and_pushes_nobody_out()
    {
        Knock("SHY", "10.0.0.1");
        for (var i = 0; i < 500; i++) Knock("LOUD", "10.0.0.2");
        Assert.Equal([("LOUD", 500), ("SHY", 1)], _refused.Snapshot().Select(call => (call.CallingAe, (int)call.Count)));
    }

    [Fact]
    public void Many_callers_do_not_fill_the_memory()
    {
        for (var i = 0; i < 1000; i++) Knock($"T{i}", $"10.0.0.{i % 200}");
        Assert.Equal(100, _refused.Snapshot().Count);
        Assert.Equal("T999", _refused.Snapshot()[0].CallingAe);
    }

    [Fact]
    public void An_address_that_tries_titles_pushes_nobody_out()
    {
        Knock("SHY", "10.0.0.1");
        for (var i = 0; i < 1000; i++) Knock($"T{i}", "10.0.0.2");
        Assert.Equal(["T999", "T998", "SHY"], _refused.Snapshot().Select(call => call.CallingAe).Where(title => title is "T999" or "T998" or "SHY"));
        Assert.Equal(21, _refused.Snapshot().Count);
    }

    // The page of refused callers would be a hundred megabytes of them.
    [Fact]
    public void Of_what_a_caller_wanted_no_more_is_kept_than_is_read()
    {
        var encodings = Enumerable.Range(0, 512).Select(i => $"1.2.{i}").ToList();
        _refused.Add(new Caller("US9", "ACSA", "10.0.0.9", ""), AdmissionVerdict.CallingAeUnknown,
            [.. Enumerable.Range(0, 128).Select(i => new OfferedContext($"1.{i}", encodings))]);
        var offered = Assert.Single(_refused.Snapshot()).Offered;
        Assert.Equal((32, 16), (offered.Count, offered.Max(context => context.TransferSyntaxes.Count)));
    }

    [Fact]
    public void An_address_is_kept_as_it_would_be_configured_and_forgotten_by_it()
    {
        Knock("US1", "::ffff:10.0.0.5");
        Assert.Equal("10.0.0.5", _refused.Snapshot()[0].Host);
        _refused.Forget("US1", "10.0.0.5");
        Assert.Empty(_refused.Snapshot());
    }

    void Knock(string callingAe, string host) =>
        _refused.Add(new Caller(callingAe, "ACSA", host, ""), AdmissionVerdict.CallingAeUnknown,
            [new("Verification", ["Implicit VR Little Endian"])]);
}
