namespace Acsa.DicomStack;

/// <summary>TLS with certificates that may change while the node runs.</summary>
public static class TlsStack
{
    /// <summary>For ports; <paramref name="current"/> is asked at each handshake.</summary>
    public static ITlsAcceptor Acceptor(Func<TlsSide> current) => new CurrentAcceptor(current);

    /// <summary>For calls; <paramref name="current"/> is asked at each handshake.</summary>
    public static ITlsInitiator Initiator(Func<TlsSide> current) => new CurrentInitiator(current);

    static PeerTrust TrustOf(TlsSide side) => new(side.Trusted, side.TrustedThumbprints) { ChecksRevocation = side.ChecksRevocation };

    sealed class CurrentAcceptor(Func<TlsSide> current) : IAsyncTlsAcceptor
    {
        volatile Tuple<TlsSide, DefaultTlsAcceptor>? _made;

        public Stream AcceptTls(Stream stream, string remoteAddress, int localPort) =>
            Current().AcceptTls(stream, remoteAddress, localPort);

        public Task<Stream> AcceptTlsAsync(Stream stream, string remoteAddress, int localPort, CancellationToken cancellation) =>
            Current().AcceptTlsAsync(stream, remoteAddress, localPort, cancellation);

        DefaultTlsAcceptor Current()
        {
            var (side, made) = (current(), _made);
            if (made is not null && ReferenceEquals(made.Item1, side)) return made.Item2;
            var acceptor = new DefaultTlsAcceptor(side.Certificate!, side.Intermediates)
            {
                RequireMutualAuthentication = side.RequiresPeerCertificate, Trust = TrustOf(side),
            };
            _made = Tuple.Create(side, acceptor);
            return acceptor;
        }
    }

    sealed class CurrentInitiator(Func<TlsSide> current) : IAsyncTlsInitiator
    {
        public Stream InitiateTls(Stream stream, string remoteAddress, int remotePort) =>
            Current().InitiateTls(stream, remoteAddress, remotePort);

        public Task<Stream> InitiateTlsAsync(Stream stream, string remoteAddress, int remotePort, CancellationToken cancellation) =>
            Current().InitiateTlsAsync(stream, remoteAddress, remotePort, cancellation);

        DefaultTlsInitiator Current()
        {
            var side = current();
            return new()
            {
                Certificates = side.Certificate is { } own ? [own] : [],
                Intermediates = side.Intermediates,
                Trust = TrustOf(side),
                HostName = side.HostName,
            };
        }
    }
}
