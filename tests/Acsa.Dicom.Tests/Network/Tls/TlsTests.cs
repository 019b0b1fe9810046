using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Client;
using Acsa.Dicom.Network.Pdu;
using Acsa.Dicom.Network.Tls;

namespace Acsa.Dicom.Tests.Network.Tls;

public sealed class TlsTests
{
    private static readonly TestAuthority Authority = new();
    private static readonly TestAuthority Stranger = new("Somebody else's authority");

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Stores_and_releases_over_tls_with_certificates_on_both_sides(SslProtocols protocol)
    {
        var script = new Script();
        await using var server = Listen(script);
        var initiator = Initiator();
        initiator.Protocols = protocol;
        Assert.Equal(DicomStatus.Success, await StoreAsync(server.Port, initiator, 3_000_000));
        Assert.InRange(Assert.Single(script.Stored).DataSet.Length, 3_000_000, 3_001_000);
        Assert.Equal(AssociationEnd.Released, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task A_peer_without_a_certificate_or_with_a_strangers_is_refused_and_counted()
    {
        var script = new Script();
        await using var server = Listen(script);
        var cases = new (X509Certificate2? Certificate, TlsFailure Expected)[]
        {
            (null, TlsFailure.NoCertificate),
            (Stranger.Issue(), TlsFailure.NotTrusted),
            (TestAuthority.SelfSigned(), TlsFailure.NotTrusted),
            (Authority.Issue(fromDays: -9, toDays: -2), TlsFailure.NotValidNow),
            (Authority.Issue(fromDays: 2, toDays: 9), TlsFailure.NotValidNow),
        };
        foreach (var (certificate, expected) in cases)
        {
            var initiator = Initiator();
            initiator.Certificates = certificate is null ? [] : [certificate];
            await Assert.ThrowsAnyAsync<DicomNetworkException>(() => EchoAsync(server.Port, initiator));
            var report = await script.NextEndAsync();
            Assert.Equal((AssociationEnd.TlsFailed, expected.ToString()), (report.End, report.FailureKind));
        }

        Assert.Equal(2, server.Tally["TlsFailed:NotTrusted"]);
        Assert.Empty(script.Associations);
        Assert.Equal(DicomStatus.Success, await EchoAsync(server.Port, Initiator()));
    }

    [Fact]
    public async Task A_single_certificate_can_be_trusted_by_itself_or_by_its_thumbprint_as_long_as_it_is_valid()
    {
        var scanner = TestAuthority.SelfSigned("scanner");
        var old = TestAuthority.SelfSigned("scanner", fromDays: -9, toDays: -2);
        string[] thumbprints = [PeerTrust.ThumbprintOf(scanner), Spaced(PeerTrust.ThumbprintOf(old))];
        foreach (var trust in new[] { new PeerTrust([scanner, old], []), new PeerTrust([], thumbprints) })
        {
            var script = new Script();
            await using var server = Listen(script, trust);
            Assert.Equal(DicomStatus.Success, await EchoAsync(server.Port, Initiator(scanner)));
            await Assert.ThrowsAnyAsync<DicomNetworkException>(() => EchoAsync(server.Port, Initiator(old)));
            await Assert.ThrowsAnyAsync<DicomNetworkException>(() =>
                EchoAsync(server.Port, Initiator(TestAuthority.SelfSigned("scanner"))));
            await TestUntil.TrueAsync(() => server.Tally["TlsFailed:NotValidNow"] == 1 && server.Tally["TlsFailed:NotTrusted"] == 1);
        }

        static string Spaced(string text) => string.Join(':', text.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));
    }

    [Fact]
    public async Task Intermediate_authorities_are_sent_along_by_both_sides()
    {
        var root = new TestAuthority("Root");
        var ward = new TestAuthority("Ward", root);
        var script = new Script();
        await using var server = script.Listen(options => options with
        {
            TlsAcceptor = new DefaultTlsAcceptor(ward.Issue(), [ward.Certificate])
                { RequireMutualAuthentication = true, Trust = root.Trust },
        });
        var initiator = new DefaultTlsInitiator { Certificates = [ward.Issue("us1")], Intermediates = [ward.Certificate],
            Trust = root.Trust };
        Assert.Equal(DicomStatus.Success, await EchoAsync(server.Port, initiator));
    }

    [Fact]
    public async Task A_server_is_refused_when_it_is_a_stranger_expired_or_another_host()
    {
        await FailsAsync(Stranger.Issue(), TlsFailure.NotTrusted);
        await FailsAsync(Authority.Issue(fromDays: -9, toDays: -2), TlsFailure.NotValidNow);
        await FailsAsync(Authority.Issue("another.example"), TlsFailure.OtherHost);
        await using var renamed = Listen(new Script(), certificate: Authority.Issue("another.example"));
        var initiator = Initiator();
        initiator.HostName = "another.example";
        Assert.Equal(DicomStatus.Success, await EchoAsync(renamed.Port, initiator));

        async Task FailsAsync(X509Certificate2 certificate, TlsFailure expected)
        {
            await using var server = Listen(new Script(), certificate: certificate);
            Assert.Equal(expected, (await Assert.ThrowsAsync<DicomTlsException>(() => EchoAsync(server.Port, Initiator()))).Failure);
        }
    }

    [Fact]
    public async Task By_default_a_client_trusts_the_system_only()
    {
        await using var server = Listen(new Script());
        var client = DicomClientFactory.Create("localhost", server.Port, useTls: true, "SCANNER", "NODE");
        await client.AddRequestAsync(new DicomCEchoRequest());
        Assert.Equal(TlsFailure.NotTrusted, (await Assert.ThrowsAsync<DicomTlsException>(() => client.SendAsync())).Failure);
    }

    [Fact]
    public async Task Dicom_or_http_or_nothing_on_the_tls_port_is_named()
    {
        var script = new Script();
        await using var server = Listen(script);
        await EndsAsync(PduWriter.Write(RawPeer.Request()), AssociationEnd.PlainDicomReceived);
        await EndsAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), AssociationEnd.HttpReceived);
        await EndsAsync("anything"u8.ToArray(), AssociationEnd.NotDicomReceived);
        await EndsAsync([], AssociationEnd.NothingSent);
        await EndsAsync([0x16, 3, 1, 0, 3, 1, 2, 3], AssociationEnd.TlsFailed);

        async Task EndsAsync(byte[] bytes, AssociationEnd expected)
        {
            using var peer = await RawPeer.ConnectAsync(server.Port);
            await peer.SendAsync(bytes);
            peer.EndSending();
            var report = await script.NextEndAsync();
            Assert.Equal(expected, report.End);
        }
    }

    [Fact]
    public async Task A_plain_client_on_the_tls_port_and_a_tls_client_on_the_plain_port_end_soon_and_in_words()
    {
        await using var secured = Listen(new Script());
        await using var plain = new Script().Listen();
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<DicomNetworkException>(() => EchoAsync(secured.Port, null));
        await Assert.ThrowsAsync<DicomTlsException>(() => EchoAsync(plain.Port, Initiator()));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        await TestUntil.TrueAsync(() => secured.Tally["PlainDicomReceived"] == 1 && plain.Tally["TlsReceived"] == 1);
    }

    [Fact]
    public async Task Frozen_handshakes_hold_nobody_up_and_end_in_time()
    {
        var time = new ManualTime();
        var script = new Script();
        await using var server = script.Listen(options => options with
        {
            Time = time, TlsAcceptor = Acceptor(Authority.Trust), MaxHandshakes = 8, ArtimTimeout = TimeSpan.FromSeconds(30),
        });
        var frozen = new List<RawPeer>();
        for (var i = 0; i < 40; i++)
        {
            frozen.Add(await RawPeer.ConnectAsync(server.Port));
            await frozen[i].SendAsync([0x16, 3, 1, 2, 0, 1]); // a client hello of 512 bytes begins
        }

        for (var i = 0; i < 3; i++)
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(DicomStatus.Success, await EchoAsync(server.Port, Initiator()));
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
        }

        await TestUntil.TrueAsync(() => server.Tally["Displaced"] >= 32);
        await TestUntil.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(31));
            return server.OpenConnections == 0;
        });
        Assert.Equal(40, server.Tally["Displaced"] + server.Tally["ArtimExpired"]);
        frozen.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task An_acceptor_that_blocks_serves_as_well()
    {
        var script = new Script();
        await using var server = script.Listen(options => options with { TlsAcceptor = new BlockingAcceptor(Acceptor(Authority.Trust)) });
        Assert.Equal(DicomStatus.Success, await EchoAsync(server.Port, new BlockingInitiator(Initiator())));
    }

    [Fact]
    public async Task Silence_and_stopping_end_a_secured_association_as_a_plain_one()
    {
        var time = new ManualTime();
        var script = new Script();
        var server = script.Listen(options => options with { Time = time, TlsAcceptor = Acceptor(Authority.Trust) });
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        await using (var tls = await AssociateAsync(socket, server.Port))
        {
            var end = ReadToEndAsync(tls);
            await TestUntil.TrueAsync(() =>
            {
                time.Advance(TimeSpan.FromMinutes(11));
                return end.IsCompleted;
            });
            Assert.Equal(EncodedPdus.Hex("07 00 00 00 00 04 00 00 00 00"), await end); // A-ABORT, and close_notify after it
            Assert.Equal(AssociationEnd.IdleExpired, (await EndOf(script, tls)).End);
        }

        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        await using (var tls = await AssociateAsync(socket, server.Port))
        {
            var stopping = server.StopAsync(TimeSpan.Zero);
            Assert.Equal(EncodedPdus.Hex("07 00 00 00 00 04 00 00 00 00"), await ReadToEndAsync(tls));
            Assert.Equal(AssociationEnd.Stopped, (await EndOf(script, tls)).End);
            await stopping;
        }

        static async Task<AssociationReport> EndOf(Script script, SslStream tls)
        {
            await tls.DisposeAsync();
            return await script.NextEndAsync();
        }
    }

    [Fact]
    public async Task Stopping_breaks_off_handshakes()
    {
        var script = new Script();
        var server = Listen(script);
        using var silent = await RawPeer.ConnectAsync(server.Port);
        using var frozen = await RawPeer.ConnectAsync(server.Port);
        await frozen.SendAsync([0x16, 3, 1, 2, 0, 1]);
        await TestUntil.TrueAsync(() => server.OpenConnections == 2);
        await server.DisposeAsync();
        Assert.Equal(2, server.Tally["Stopped"]);
    }

    private static AssociationListener Listen(Script script, PeerTrust? trust = null, X509Certificate2? certificate = null) =>
        script.Listen(options => options with { TlsAcceptor = Acceptor(trust ?? Authority.Trust, certificate) });

    private static DefaultTlsAcceptor Acceptor(PeerTrust trust, X509Certificate2? certificate = null) =>
        new(certificate ?? Authority.Issue()) { RequireMutualAuthentication = true, Trust = trust };

    private static DefaultTlsInitiator Initiator(X509Certificate2? own = null) =>
        new() { Certificates = [own ?? Authority.Issue("us1")], Trust = Authority.Trust };

    private static async Task<SslStream> AssociateAsync(Socket socket, int port)
    {
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var tls = (SslStream)await Initiator()
            .InitiateTlsAsync(new NetworkStream(socket, ownsSocket: true), "localhost", port, CancellationToken.None);
        await tls.WriteAsync(PduWriter.Write(RawPeer.Request()));
        var accept = new byte[PduHeader.Size];
        await tls.ReadExactlyAsync(accept);
        Assert.Equal((byte)PduType.AssociateAccept, accept[0]);
        await tls.ReadExactlyAsync(new byte[PduHeader.Read(accept).Length]);
        return tls;
    }

    private static async Task<byte[]> ReadToEndAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static Task<DicomStatus?> EchoAsync(int port, ITlsInitiator? initiator)
    {
        DicomStatus? status = null;
        return SendAsync(port, initiator, new DicomCEchoRequest { OnResponseReceived = (_, response) => status = response.Status },
            () => status);
    }

    private static Task<DicomStatus?> StoreAsync(int port, ITlsInitiator initiator, int length)
    {
        DicomStatus? status = null;
        var file = new DicomFile(new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.Parse(RawPeer.UltrasoundClass) },
            { DicomTag.SOPInstanceUID, DicomUID.Generate() },
            new DicomOtherByte(DicomTag.PixelData, new byte[length]),
        });
        var request = new DicomCStoreRequest(file) { OnResponseReceived = (_, response) => status = response.Status };
        return SendAsync(port, initiator, request, () => status);
    }

    private static async Task<DicomStatus?> SendAsync(int port, ITlsInitiator? initiator, DicomRequest request, Func<DicomStatus?> status)
    {
        var client = DicomClientFactory.Create("localhost", port, initiator, "SCANNER", "NODE");
        client.ClientOptions.AssociationLingerTimeoutInMs = 0;
        client.ClientOptions.AssociationRequestTimeoutInMs = 20_000;
        await client.AddRequestAsync(request);
        await client.SendAsync();
        return status();
    }

    private sealed class BlockingAcceptor(ITlsAcceptor acceptor) : ITlsAcceptor
    {
        public Stream AcceptTls(Stream stream, string remoteAddress, int localPort) => acceptor.AcceptTls(stream, remoteAddress, localPort);
    }

    private sealed class BlockingInitiator(ITlsInitiator initiator) : ITlsInitiator
    {
        public Stream InitiateTls(Stream stream, string remoteAddress, int remotePort) =>
            initiator.InitiateTls(stream, remoteAddress, remotePort);
    }
}
