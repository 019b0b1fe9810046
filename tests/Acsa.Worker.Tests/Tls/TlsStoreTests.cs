using Acsa.Worker.Tests.Fakes;
using Acsa.Worker.Tls;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Tests.Tls;

public sealed class TlsStoreTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly Clock _time = new();
    readonly Messages _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Changed_files_are_taken_once_they_stand_still_and_bad_ones_leave_the_old_in_use()
    {
        using var first = CertificateFiles.Make("CN=first");
        using var second = CertificateFiles.Make("CN=second");
        using var third = CertificateFiles.Make("CN=third");
        first.Write(_folder["own"], _folder["key"]);
        using var store = new TlsStore(CertificateFiles.Files(_folder["own"], _folder["key"]), true, null, _time, _log);
        Assert.Equal("CN=first", store.Current.Certificate!.Subject);

        // The new certificate comes, its key not yet: told, and the old pair stays.
        File.WriteAllText(_folder["own"], second.ExportCertificatePem());
        store.Look();
        Assert.Empty(_log.Lines);
        store.Look();
        Assert.Equal("CN=first", store.Current.Certificate!.Subject);
        Assert.Contains("old ones stay: $.dicom.tls.key", Assert.Single(_log.Lines), StringComparison.Ordinal);
        store.Look();
        Assert.Single(_log.Lines); // told once

        second.Write(_folder["own"], _folder["key"]);
        store.Look();
        store.Look();
        Assert.Equal("CN=second", store.Current.Certificate!.Subject);
        Assert.Contains(TlsSide.ThumbprintOf(second), _log.Lines[^1], StringComparison.Ordinal);

        File.Delete(_folder["own"]);
        store.Look();
        store.Look();
        Assert.Equal("CN=second", store.Current.Certificate!.Subject);
        third.Write(_folder["own"], _folder["key"]);
        store.Look();
        store.Look();
        Assert.Equal("CN=third", store.Current.Certificate!.Subject);
    }

    [Fact]
    public void A_certificate_about_to_expire_is_told_once_a_day()
    {
        using var own = CertificateFiles.Make(fromDays: -400, toDays: 20);
        own.Write(_folder["own"]);
        using var store = new TlsStore(CertificateFiles.Files(_folder["own"]), true, null, _time, _log);
        Assert.Contains("expires in", Assert.Single(_log.Lines), StringComparison.Ordinal);
        for (var hour = 0; hour < 49; hour++)
        {
            _time.Now += TimeSpan.FromHours(1);
            store.Look();
        }

        Assert.Equal(3, _log.Lines.Count);
    }

    [Fact]
    public void Files_that_cannot_be_used_at_the_start_are_an_error() =>
        Assert.Contains("$.dicom.tls.certificate", Assert.Throws<TlsFilesException>(() =>
            new TlsStore(CertificateFiles.Files(_folder["own"]), true, null, _time, _log)).Message, StringComparison.Ordinal);

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    sealed class Messages : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
