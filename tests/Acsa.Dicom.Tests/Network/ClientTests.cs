using System.Net;
using System.Net.Sockets;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Client;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Tests.Network;

public sealed class ClientTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acsa-network-").FullName;

    [Fact]
    public async Task Sends_many_files_over_one_association_byte_for_byte()
    {
        var script = new Script();
        await using var server = script.Listen();
        var client = Client(server.Port);
        var answers = new List<(string, DicomStatus)>();
        var paths = Enumerable.Range(1, 20).Select(i => Save(Image($"1.2.3.{i}", 100 * i, 77))).ToArray();
        foreach (var path in paths)
        {
            await client.AddRequestAsync(new DicomCStoreRequest(path)
            {
                OnResponseReceived = (request, response) => answers.Add((response.AffectedSOPInstanceUID.UID, response.Status)),
            });
        }

        await client.SendAsync();

        Assert.Single(script.Associations);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => ($"1.2.3.{i}", DicomStatus.Success)), answers);
        Assert.Equal(paths.Select(DataSetOf), script.Stored.Select(stored => stored.DataSet));
        Assert.False(client.IsSendRequired);
        Assert.Equal(AssociationEnd.Released, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task Sends_an_object_from_memory_and_keeps_to_a_small_maximum_of_the_peer()
    {
        var script = new Script();
        await using var server = script.Listen(options => options with { Service = new() { MaxPDULength = 4096 } });
        var file = Image("1.2.3.1", 300, 200);
        var client = Client(server.Port);
        await client.AddRequestAsync(new DicomCStoreRequest(file));
        await client.SendAsync();
        var (header, dataSet) = Assert.Single(script.Stored);
        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, header.TransferSyntaxUid);
        Assert.Equal(DataSetOf(Save(file)), dataSet);
    }

    [Fact]
    public async Task Writes_value_representations_anew_for_a_peer_that_takes_only_implicit_ones()
    {
        var script = new Script { Policy = new() { Contexts = new() { TransferSyntaxes = [DicomTransferSyntax.ImplicitVRLittleEndian] } } };
        await using var server = script.Listen();
        var client = Client(server.Port);
        await client.AddRequestAsync(new DicomCStoreRequest(Save(Image("1.2.3.1", 300, 200))));
        await client.SendAsync();
        var (header, dataSet) = Assert.Single(script.Stored);
        Assert.Equal(RawPeer.Implicit, header.TransferSyntaxUid);
        Assert.Equal(300 * 200, dataSet.Length - dataSet.AsSpan().IndexOf(EncodedPdus.Hex("E0 7F 10 00")) - 8); // all pixels are there
    }

    [Fact]
    public async Task Never_sends_compressed_pixels_in_a_syntax_that_the_peer_did_not_accept()
    {
        var script = new Script { Policy = new() { Contexts = new() { TransferSyntaxes = StorageContexts.Uncompressed } } };
        await using var server = script.Listen();
        var client = Client(server.Port);
        var compressed = Save(Image("1.2.3.1", 4, 4));
        ReplaceSyntax(compressed, "1.2.840.10008.1.2.1\0", "1.2.840.10008.1.2.5\0"); // as if it were RLE
        var answers = 0;
        await client.AddRequestAsync(new DicomCStoreRequest(compressed)
            { OnResponseReceived = (_, _) => Assert.Fail("no response can come") });
        await client.AddRequestAsync(new DicomCStoreRequest(Save(Image("1.2.3.2", 4, 4))) { OnResponseReceived = (_, _) => answers++ });

        var failure = await Assert.ThrowsAsync<PresentationContextRefusedException>(() => client.SendAsync());

        Assert.Contains("RLE", failure.Message);
        Assert.Equal(DicomPresentationContextResult.RejectTransferSyntaxesNotSupported, failure.Result);
        Assert.False(NetworkFailures.IsTransient(failure));
        Assert.Equal(1, answers); // the others go their way
        Assert.Equal("1.2.3.2", Assert.Single(script.Stored).Header.SopInstanceUid);
    }

    [Fact]
    public async Task Echoes_and_tells_what_was_negotiated()
    {
        var script = new Script();
        await using var server = script.Listen();
        var client = Client(server.Port);
        client.AdditionalPresentationContexts.Add(Proposed(DicomUID.UltrasoundImageStorage, DicomTransferSyntax.JPEGProcess1));
        client.AdditionalPresentationContexts.Add(
            Proposed(DicomUID.StudyRootQueryRetrieveInformationModelFind, DicomTransferSyntax.ImplicitVRLittleEndian));
        DicomAssociation? negotiated = null;
        client.AssociationAccepted += (_, args) => negotiated = args.Association;
        DicomStatus? status = null;
        await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, response) => status = response.Status });
        await client.SendAsync();
        Assert.Equal(DicomStatus.Success, status);
        Assert.Equal(
            ["Accept", "Reject - Abstract Syntax Not Supported", "Accept"],
                negotiated!.PresentationContexts.Select(context => context.GetResultDescription()));
        Assert.Equal(262144u, negotiated.MaximumPDULength);
    }

    [Fact]
    public async Task Hands_on_a_failure_status_as_the_response()
    {
        var script = new Script { Admit = _ => CStoreAdmission.Refuse(new(DicomStatus.StorageStorageOutOfResources, "full")) };
        await using var server = script.Listen();
        var client = Client(server.Port);
        DicomStatus? status = null;
        await client.AddRequestAsync(new DicomCStoreRequest(Image("1.2.3.1", 4, 4))
            { OnResponseReceived = (_, response) => status = response.Status });
        await client.SendAsync();
        Assert.Equal((DicomStatus.StorageStorageOutOfResources, "full"), (status!, status!.ErrorComment));
    }

    [Fact]
    public async Task A_rejection_names_result_source_and_reason_for_every_request()
    {
        var script = new Script { Policy = new() { CalledTitles = ["ANOTHER"] } };
        await using var server = script.Listen();
        var client = Client(server.Port);
        var requests = new DicomRequest[] { new DicomCEchoRequest(), new DicomCEchoRequest() };
        await client.AddRequestsAsync(requests);
        var rejected = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => client.SendAsync());
        Assert.Equal(
            (DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.CalledAENotRecognized),
            (rejected.RejectResult, rejected.RejectSource, rejected.RejectReason));
        foreach (var request in requests)
            Assert.Same(rejected, await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => request.Outcome));
    }

    [Fact]
    public async Task Nobody_listening_is_a_network_exception()
    {
        var script = new Script();
        int port;
        await using (var server = script.Listen()) port = server.Port;
        var client = Client(port);
        await client.AddRequestAsync(new DicomCEchoRequest());
        var failure = await Assert.ThrowsAsync<DicomNetworkException>(() => client.SendAsync());
        Assert.IsType<SocketException>(failure.InnerException);
    }

    [Theory]
    [InlineData("silence", typeof(DicomAssociationRequestTimedOutException))]
    [InlineData("close", typeof(ConnectionClosedPrematurelyException))]
    [InlineData("http", typeof(DicomNetworkException))]
    [InlineData("abort", typeof(DicomAssociationAbortedException))]
    [InlineData("accept, then close", typeof(ConnectionClosedPrematurelyException))]
    [InlineData("accept, then abort", typeof(DicomAssociationAbortedException))]
    [InlineData("accept, then silence", typeof(DicomRequestTimedOutException))]
    [InlineData("accept, then half a response", typeof(ConnectionClosedPrematurelyException))]
    public async Task Each_way_in_which_a_peer_can_fail_has_its_exception(string behaviour, Type expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var peer = Task.Run(() => MisbehaveAsync(listener, behaviour));
        var client = Client(((IPEndPoint)listener.LocalEndpoint).Port);
        client.ClientOptions.AssociationRequestTimeoutInMs = behaviour == "silence" ? 300 : 20_000;
        client.ServiceOptions.RequestTimeout = TimeSpan.FromMilliseconds(behaviour == "accept, then silence" ? 300 : 20_000);
        var timedOut = 0;
        var request = new DicomCEchoRequest
            { OnResponseReceived = (_, _) => Assert.Fail("no response can come"), OnTimeout = (_, _) => timedOut++ };
        await client.AddRequestAsync(request);

        var failure = await Assert.ThrowsAnyAsync<DicomNetworkException>(() => client.SendAsync());

        Assert.IsType(expected, failure);
        Assert.True(request.Outcome.IsFaulted);
        Assert.Equal(failure is DicomRequestTimedOutException ? 1 : 0, timedOut);
        listener.Stop();
        await peer;
    }

    [Fact]
    public async Task Cancelling_ends_every_request_and_throws()
    {
        var script = new Script { OnEcho = () => Task.Delay(Timeout.Infinite) };
        var server = script.Listen();
        var client = Client(server.Port);
        var requests = Enumerable.Range(0, 5).Select(_ => new DicomCEchoRequest()).ToArray();
        await client.AddRequestsAsync(requests);
        using var stop = new CancellationTokenSource(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(stop.Token));
        Assert.All(requests, request => Assert.True(request.Outcome.IsCompleted && !request.Outcome.IsCompletedSuccessfully));
        Assert.False(client.IsSendRequired);
        server.Dispose();
    }

    [Fact]
    public async Task A_call_back_that_throws_costs_nobody_a_response()
    {
        var script = new Script();
        await using var server = script.Listen();
        var client = Client(server.Port);
        var answers = 0;
        await client.AddRequestAsync(new DicomCEchoRequest
            { OnResponseReceived = (_, _) => throw new InvalidOperationException("scripted") });
        await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, _) => answers++ });
        await client.SendAsync();
        Assert.Equal(1, answers);
    }

    [Fact]
    public async Task Requests_may_be_more_than_one_association_takes()
    {
        var script = new Script();
        await using var server = script.Listen();
        var client = Client(server.Port);
        client.ClientOptions.MaximumNumberOfRequestsPerAssociation = 2;
        var requests = Enumerable.Range(0, 5).Select(_ => new DicomCEchoRequest()).ToArray();
        await client.AddRequestsAsync(requests);
        await client.SendAsync();
        Assert.Equal(3, script.Associations.Count);
        Assert.All(requests, request => Assert.True(request.Outcome.IsCompletedSuccessfully));
    }

    [Fact]
    public void Titles_are_checked_and_tls_is_not_pretended()
    {
        Assert.Throws<ArgumentException>(() => DicomClientFactory.Create("localhost", 104, false, "A", "SEVENTEENLETTERSX"));
        Assert.Throws<ArgumentException>(() => DicomServerFactory.Create<TestService>("10.0.0.256", 0));
    }

    [Fact]
    public async Task Classic_providers_get_a_file_that_goes_when_they_are_done()
    {
        using var server = DicomServerFactory.Create<ClassicService>("127.0.0.1", 0, userState: new ClassicService.Notes());
        var client = Client(server.Port);
        DicomStatus? status = null;
        await client.AddRequestAsync(new DicomCStoreRequest(Image("1.2.3.1", 30, 20))
            { OnResponseReceived = (_, response) => status = response.Status });
        await client.SendAsync();
        Assert.Equal(DicomStatus.Success, status);
        var notes = ClassicService.Last!;
        Assert.Equal(("1.2.3.1", 30 * 20), (notes.Instance, notes.PixelBytes));
        Assert.False(File.Exists(notes.Path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IDicomClient Client(int port) => DicomClientFactory.Create("127.0.0.1", port, false, "SCANNER", "NODE");

    private static DicomPresentationContext Proposed(DicomUID abstractSyntax, DicomTransferSyntax syntax)
    {
        var context = new DicomPresentationContext(0, abstractSyntax);
        context.AddTransferSyntax(syntax);
        return context;
    }

    private static async Task MisbehaveAsync(TcpListener listener, string behaviour)
    {
        using var socket = await listener.AcceptSocketAsync();
        var buffer = new byte[4096];
        if (behaviour.StartsWith("accept", StringComparison.Ordinal))
        {
            await socket.ReceiveAsync(buffer);
            await socket.SendAsync(EncodedPdus.AssociateAccept);
            await socket.ReceiveAsync(buffer);
        }

        if (behaviour.EndsWith("http", StringComparison.Ordinal)) await socket.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        if (behaviour.EndsWith("abort", StringComparison.Ordinal)) await socket.SendAsync(EncodedPdus.AbortUnexpectedPdu);
        if (behaviour.EndsWith("half a response", StringComparison.Ordinal)) await socket.SendAsync(EncodedPdus.EchoResponse[..40]);
        if (behaviour.EndsWith("silence", StringComparison.Ordinal) || behaviour.EndsWith("http", StringComparison.Ordinal) ||
            behaviour.EndsWith("abort", StringComparison.Ordinal))
            while (await socket.ReceiveAsync(buffer) > 0) { }
    }

    private static DicomFile Image(string instance, int columns, int rows)
    {
        var pixels = new byte[columns * rows];
        new Random(columns).NextBytes(pixels);
        return new DicomFile(new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage },
            { DicomTag.SOPInstanceUID, instance },
            { DicomTag.PatientID, "P1" },
            { DicomTag.Columns, (ushort)columns },
            { DicomTag.Rows, (ushort)rows },
            new DicomOtherByte(DicomTag.PixelData, pixels),
        });
    }

    private string Save(DicomFile file)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        file.Save(path);
        return path;
    }

    private static byte[] DataSetOf(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes[(144 + (int)BitConverter.ToUInt32(bytes, 140))..];
    }

    private static void ReplaceSyntax(string path, string from, string to)
    {
        var bytes = File.ReadAllBytes(path);
        System.Text.Encoding.ASCII.GetBytes(to).CopyTo(bytes, bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(from)));
        File.WriteAllBytes(path, bytes);
    }
}
