using System.Security.Cryptography;
using Acsa.Worker.Configuration;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Tls;

/// <summary>The certificates of one section "tls", renewed when their files change; bad new files leave the old ones in use.</summary>
sealed class TlsStore : IDisposable
{
    readonly TlsFiles _files;
    readonly bool _requiresPeerCertificate;
    readonly string? _hostName;
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly ITimer _poll;
    readonly Lock _gate = new();
    volatile TlsSide _current;
    string _loaded;
    string _seen;
    DateTimeOffset _nextNotice;

    /// <summary>Loads the files; throws <see cref="TlsFilesException"/> when they cannot be used.</summary>
    public TlsStore(TlsFiles files, bool requiresPeerCertificate, string? hostName, TimeProvider time, ILogger log)
    {
        (_files, _requiresPeerCertificate, _hostName, _time, _log) = (files, requiresPeerCertificate, hostName, time, log);
        _loaded = _seen = Fingerprint();
        var (side, problems) = Load();
        _current = side ?? throw new TlsFilesException(problems);
        foreach (var problem in problems) Log.CertificateTrouble(_log, problem.ToString());
        Notice();
        _poll = time.CreateTimer(_ => Look(), null, Limits.CertificatePoll, Limits.CertificatePoll);
    }

    /// <summary>For the port with TLS.</summary>
    public static TlsStore Of(DicomTlsConfiguration tls, TimeProvider time, ILogger log) =>
        new(tls.Files, tls.RequireClientCertificate, null, time, log);

    /// <summary>For calls to a destination.</summary>
    public static TlsStore Of(DestinationTlsConfiguration tls, TimeProvider time, ILogger log) =>
        new(tls.Files, false, tls.HostName, time, log);

    public TlsSide Current => _current;

    public void Dispose() => _poll.Dispose();

    /// <summary>Looks at the files. What has changed is loaded when it has stood still for one more look: certificate and key are two
    /// files, written one after the other.</summary>
    public void Look()
    {
        lock (_gate) LookAlone();
    }

    void LookAlone()
    {
        var now = Fingerprint();
        var isStill = now == _seen;
        _seen = now;
        if (isStill && now != _loaded)
        {
            _loaded = now;
            var (side, problems) = Load();
            if (side is null)
            {
                Log.CertificatesRefused(_log, _files.Path, string.Join("; ", problems));
            }
            else
            {
                _current = side;
                Log.CertificatesRenewed(_log, _files.Path, side.Certificate is { } own ? TlsSide.ThumbprintOf(own) : "none of our own");
                foreach (var problem in problems) Log.CertificateTrouble(_log, problem.ToString());
                _nextNotice = default;
            }
        }

        Notice();
    }

    void Notice()
    {
        var now = _time.GetUtcNow();
        if (now < _nextNotice || _current.Certificate is not { } own) return;
        _nextNotice = now.AddDays(1);
        var left = own.NotAfter - now.LocalDateTime;
        if (left < Limits.CertificateNotice) Log.CertificateExpires(_log, $"{_files.Path}.certificate", (int)Math.Floor(left.TotalDays));
    }

    (TlsSide? Side, IReadOnlyList<TlsProblem> Problems) Load() =>
        TlsLoader.Load(_files, _requiresPeerCertificate, _hostName, _time.GetUtcNow());

    string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string?[] own = [_files.Certificate, _files.Key, _files.PasswordFile];
        foreach (var file in own.OfType<string>().Concat(_files.TrustedCertificates))
        {
            try
            {
                hash.AppendData(new FileInfo(file).Length <= Limits.CertificateFileBytes ? File.ReadAllBytes(file) : [0]);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                hash.AppendData([1]); // on its way, or gone: told when it is loaded
            }

            hash.AppendData([2]);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
