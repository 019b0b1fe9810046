using Acsa.DicomScp;
using Acsa.Worker.Operations.AuditMessages;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Operations;

public sealed class RefusalAlertsTests
{
    readonly ManualTime _time = new();
    readonly RefusalAlerts _alerts;

    public RefusalAlertsTests() => _alerts = new(_time);

    [Fact]
    public void A_caller_that_calls_all_the_time_is_told_once_in_a_while()
    {
        Assert.Equal("An association was refused: CallingAeUnknown", Of("US9", "10.0.0.9"));
        Assert.Null(Of("US9", "10.0.0.9"));
        Assert.NotNull(Of("US9", "10.0.0.10"));
        Assert.NotNull(_alerts.WordsFor(new("US9", "ACSA", "10.0.0.9", ""), AdmissionVerdict.HostNotAllowed));
        _time.Advance(RefusalAlerts.Window);
        Assert.NotNull(Of("US9", "10.0.0.9"));
    }

    [Fact]
    public void An_address_that_tries_titles_is_told_so_often_and_hides_no_other()
    {
        var told = Enumerable.Range(0, 5000).Select(i => Of($"T{i}", "10.0.0.9")).OfType<string>().ToList();
        Assert.Equal(RefusalAlerts.MostOfHost, told.Count);
        Assert.Contains("further ones of this address are only counted until ", told[^1], StringComparison.Ordinal);
        Assert.NotNull(Of("US9", "10.0.0.10"));
    }

    [Fact]
    public void Many_addresses_together_are_told_so_often()
    {
        var told = Enumerable.Range(0, 5000).Select(i => Of("US9", $"fe80::{i:x}")).OfType<string>().ToList();
        Assert.Equal(RefusalAlerts.Most, told.Count);
        Assert.Contains("further ones are only counted until ", told[^1], StringComparison.Ordinal);
        _time.Advance(RefusalAlerts.Window);
        Assert.NotNull(Of("US9", "fe80::1388"));
    }

    string? Of(string title, string host) => _alerts.WordsFor(new(title, "ACSA", host, ""), AdmissionVerdict.CallingAeUnknown);
}
