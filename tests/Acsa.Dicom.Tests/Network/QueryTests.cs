using System.Net;
using System.Net.Sockets;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Client;
using Acsa.Dicom.Network.Dimse;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Tests.Network;

/// <summary>C-FIND, C-MOVE and C-GET of our client against a scripted peer.</summary>
public sealed class QueryTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public QueryTests() => _listener.Start();

    [Fact]
    public async Task Each_match_comes_as_pending_and_the_end_ends_the_request()
    {
        var answers = new List<(ushort, string?)>();
        var request = DicomCFindRequest.CreateStudyQuery(patientId: "P*", studyDateTime: new(new(2026, 1, 2), DateTime.MaxValue));
        request.OnResponseReceived = (_, response) =>
            answers.Add((response.Status.Code, response.Dataset?.GetString(DicomTag.StudyInstanceUID)));
        var sending = Send(request);

        var (peer, proposal) = await RawPeer.AcceptAsync(_listener);
        using var _ = peer;
        Assert.Equal(
            DicomUID.StudyRootQueryRetrieveInformationModelFind.UID, Assert.Single(proposal.PresentationContexts).AbstractSyntax);
        var command = await peer.ReadCommandAsync();
        var identifier = await ReadDataSetAsync(peer);
        Assert.Equal(
            ("STUDY", "P*", "20260102-"),
            (Text(DicomTag.QueryRetrieveLevel), Text(DicomTag.PatientID), Text(DicomTag.StudyDate)));
        await peer.SendAsync(Match(command, DicomStatus.Pending, "1.2.1"));
        await peer.SendAsync(Match(command, DicomStatus.QueryRetrieveOptionalKeysNotSupported, "1.2.2"));
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.Success)));
        await ReleaseAsync(peer, sending);

        Assert.Equal([(0xFF00, "1.2.1"), (0xFF01, "1.2.2"), (0, null)], answers);
        Assert.Equal(DicomStatus.Success, (await request.Outcome).Status);

        string Text(DicomTag tag) => identifier.GetString(tag);
    }

    [Fact]
    public async Task A_response_of_another_kind_is_no_answer_even_with_the_same_message_id()
    {
        var statuses = new List<DicomStatus>();
        var request = new DicomCEchoRequest { OnResponseReceived = (_, response) => statuses.Add(response.Status) };
        var sending = Send(request);
        var (peer, _) = await RawPeer.AcceptAsync(_listener);
        using var held = peer;
        var command = await peer.ReadCommandAsync();
        var success = command.Respond(DicomStatus.Success);
        await peer.SendAsync(RawPeer.Command(1, success with { Field = DicomCommandField.CStoreResponse }));
        await peer.SendAsync(RawPeer.Command(1, success with { MessageIdBeingRespondedTo = (ushort)(command.MessageId!.Value + 1) }));
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.NotAuthorized)));
        await ReleaseAsync(peer, sending);
        Assert.Equal([DicomStatus.NotAuthorized], statuses);
    }

    [Fact]
    public async Task A_match_that_cannot_be_read_ends_the_query_in_an_exception()
    {
        var request = DicomCFindRequest.CreatePatientQuery("P1");
        var sending = Send(request);
        var (peer, _) = await RawPeer.AcceptAsync(_listener);
        using var held = peer;
        var command = await peer.ReadCommandAsync();
        await peer.ReadPduAsync();
        var match = command.Respond(DicomStatus.Pending) with { HasDataSet = true };
        await peer.SendAsync(RawPeer.Command(1, match), RawPeer.Value(1, isCommand: false, isLast: true, [0x08, 0x00, 0x52]));
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.Success)));
        await ReadReleaseAsync(peer);
        Assert.Contains("cannot be read", (await Assert.ThrowsAsync<DicomNetworkException>(() => sending)).Message);
        await Assert.ThrowsAsync<DicomNetworkException>(() => request.Outcome);
    }

    [Fact]
    public async Task Cancel_from_the_call_back_reaches_the_peer_and_the_last_response_still_comes()
    {
        DicomStatus? last = null;
        var request = DicomCFindRequest.CreatePatientQuery();
        request.OnResponseReceived = (find, response) =>
        {
            if (response.Status == DicomStatus.Pending) find.SendCancelAsync().GetAwaiter().GetResult();
            else last = response.Status;
        };
        var sending = Send(request);
        var (peer, _) = await RawPeer.AcceptAsync(_listener);
        using var held = peer;
        var command = await peer.ReadCommandAsync();
        await peer.ReadPduAsync();
        await peer.SendAsync(Match(command, DicomStatus.Pending, "1.2.1"));
        var cancel = await peer.ReadCommandAsync();
        Assert.Equal(
            (DicomCommandField.CCancelRequest, command.MessageId, false),
            (cancel.Field, cancel.MessageIdBeingRespondedTo, cancel.HasDataSet));
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.Cancel)));
        await ReleaseAsync(peer, sending);
        Assert.Equal(DicomStatus.Cancel, last);
        Assert.False(await request.SendCancelAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => new DicomCEchoRequest().SendCancelAsync());
    }

    [Fact]
    public async Task A_cancelled_sender_cancels_the_query_and_releases_and_still_throws()
    {
        using var stop = new CancellationTokenSource();
        var request = DicomCFindRequest.CreatePatientQuery();
        var client = Client();
        await client.AddRequestAsync(request);
        var sending = client.SendAsync(stop.Token);
        var (peer, _) = await RawPeer.AcceptAsync(_listener);
        using var held = peer;
        var command = await peer.ReadCommandAsync();
        await peer.ReadPduAsync();
        await stop.CancelAsync();
        Assert.Equal(DicomCommandField.CCancelRequest, (await peer.ReadCommandAsync()).Field);
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.Cancel)));
        await ReadReleaseAsync(peer);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request.Outcome);
    }

    [Fact]
    public async Task A_move_counts_its_sub_operations()
    {
        var counts = new List<(int, int, int, int)>();
        var request = new DicomCMoveRequest("ARCHIVE", "1.2", "1.2.3", "1.2.3.4")
        {
            OnResponseReceived = (_, response) =>
                counts.Add((response.Remaining, response.Completed, response.Warnings, response.Failures)),
        };
        Assert.Equal((DicomQueryRetrieveLevel.Image, "ARCHIVE"), (request.Level, request.DestinationAE));
        var sending = Send(request);
        var (peer, _) = await RawPeer.AcceptAsync(_listener);
        using var held = peer;
        var command = await peer.ReadCommandAsync();
        await peer.ReadPduAsync();
        Assert.Equal("ARCHIVE", command.MoveDestination);
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.Pending) with
            { RemainingSuboperations = 2, CompletedSuboperations = 1, FailedSuboperations = 0, WarningSuboperations = 0 }));
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.QueryRetrieveSubOpsOneOrMoreFailures) with
            { CompletedSuboperations = 1, FailedSuboperations = 1, WarningSuboperations = 1 }));
        await ReleaseAsync(peer, sending);
        Assert.Equal([(2, 1, 0, 0), (0, 1, 1, 1)], counts);
        Assert.Equal(DicomState.Warning, (await request.Outcome).Status.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_get_takes_its_sub_operations_on_the_same_association(bool isStreamed)
    {
        var script = new Script();
        var files = new List<string>();
        var client = Client();
        client.AdditionalPresentationContexts.Add(
            DicomPresentationContext.GetScpRolePresentationContext(DicomUID.UltrasoundImageStorage));
        if (isStreamed) client.ReceiveInto(new Streams(script));
        else client.OnCStoreRequest = store =>
        {
            files.Add(store.File.Dataset.GetString(DicomTag.PatientID));
            return Task.FromResult(new DicomCStoreResponse(store, DicomStatus.Success));
        };
        var request = new DicomCGetRequest("1.2");
        await client.AddRequestAsync(request);
        var sending = client.SendAsync();

        var (peer, proposal) = await RawPeer.AcceptAsync(_listener);
        using var held = peer;
        Assert.Equal(new RoleSelectionItem(RawPeer.UltrasoundClass, false, true), Assert.Single(proposal.UserInformation.Roles));
        var store = proposal.PresentationContexts.Single(context => context.AbstractSyntax == RawPeer.UltrasoundClass).Id;
        var get = proposal.PresentationContexts.Single(context => context.Id != store).Id;
        var command = await peer.ReadCommandAsync();
        await peer.ReadPduAsync();
        // (0010,0020) LO "P1"
        byte[] dataSet = EncodedPdus.Hex("10 00 20 00 02 00 00 00 50 31");
        for (ushort id = 1; id <= 2; id++)
        {
            var answer = await peer.ExchangeAsync(
                RawPeer.Command(store, RawPeer.Store(id, $"1.2.{id}")), RawPeer.Value(store, false, true, dataSet));
            Assert.Equal(
                (DicomCommandField.CStoreResponse, (ushort?)id, (ushort?)0),
                (answer.Field, answer.MessageIdBeingRespondedTo, answer.Status));
            await peer.SendAsync(RawPeer.Command(get, command.Respond(DicomStatus.Pending) with { CompletedSuboperations = id }));
        }

        await peer.SendAsync(RawPeer.Command(get, command.Respond(DicomStatus.Success) with { CompletedSuboperations = 2 }));
        await ReleaseAsync(peer, sending);
        Assert.Equal(2, Assert.IsType<DicomCGetResponse>(await request.Outcome).Completed);
        if (isStreamed) Assert.Equal(["1.2.1", "1.2.2"], script.Stored.Select(stored => stored.Header.SopInstanceUid));
        else Assert.Equal(["P1", "P1"], files);
    }

    [Fact]
    public async Task What_the_client_does_not_serve_is_answered_and_the_association_lives_on()
    {
        var request = new DicomCGetRequest("1.2");
        var sending = Send(request);
        var (peer, _) = await RawPeer.AcceptAsync(_listener);
        using var held = peer;
        var command = await peer.ReadCommandAsync();
        await peer.ReadPduAsync();
        var store = RawPeer.Store() with { SopClassUid = DicomUID.StudyRootQueryRetrieveInformationModelGet.UID };
        Assert.Equal(0x0122, (await peer.ExchangeAsync(RawPeer.Command(1, store), RawPeer.Value(1, false, true, [1, 2]))).Status!.Value);
        var find = RawPeer.Echo() with { Field = DicomCommandField.CFindRequest };
        Assert.Equal(0x0211, (await peer.ExchangeAsync(RawPeer.Command(1, find))).Status!.Value);
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.Success)));
        await ReleaseAsync(peer, sending);
    }

    [Fact]
    public async Task The_window_is_filled_and_kept_and_responses_may_come_in_any_order()
    {
        var answers = new List<int>();
        var client = Client();
        client.NegotiateAsyncOps(4);
        for (var i = 0; i < 6; i++)
        {
            var number = i;
            await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, _) => answers.Add(number) });
        }

        var sending = client.SendAsync();
        var (peer, proposal) = await RawPeer.AcceptAsync(_listener, accept => accept with
            { UserInformation = accept.UserInformation with { AsynchronousOperations = new(3, 1) } });
        using var held = peer;
        Assert.Equal(new AsynchronousOperationsItem(4, 0), proposal.UserInformation.AsynchronousOperations);
        var outstanding = new List<CommandSet>();
        for (var i = 0; i < 3; i++) outstanding.Add(await peer.ReadCommandAsync());
        // The fourth comes with the first answer, whichever that is, and not before.
        var fourth = peer.ReadCommandAsync();
        await Task.Delay(100);
        Assert.False(fourth.IsCompleted);
        await AnswerAsync(2);
        outstanding.Add(await fourth);
        await AnswerAsync(0);
        outstanding.Add(await peer.ReadCommandAsync());
        await AnswerAsync(1);
        outstanding.Add(await peer.ReadCommandAsync());
        for (var i = 5; i > 2; i--) await AnswerAsync(i);
        await ReleaseAsync(peer, sending);
        Assert.Equal([2, 0, 1, 5, 4, 3], answers);

        Task AnswerAsync(int index) => peer.SendAsync(RawPeer.Command(1, outstanding[index].Respond(DicomStatus.Success)));
    }

    [Fact]
    public async Task Without_an_answer_to_the_window_there_is_one_request_at_a_time()
    {
        var client = Client();
        client.NegotiateAsyncOps(4);
        await client.AddRequestsAsync([new DicomCEchoRequest(), new DicomCEchoRequest()]);
        var sending = client.SendAsync();
        var (peer, _) = await RawPeer.AcceptAsync(_listener);
        using var held = peer;
        var first = await peer.ReadCommandAsync();
        var second = peer.ReadCommandAsync();
        await Task.Delay(100);
        Assert.False(second.IsCompleted);
        await peer.SendAsync(RawPeer.Command(1, first.Respond(DicomStatus.Success)));
        await peer.SendAsync(RawPeer.Command(1, (await second).Respond(DicomStatus.Success)));
        await ReleaseAsync(peer, sending);
    }

    [Fact]
    public async Task When_the_peer_goes_every_outstanding_request_ends_in_an_exception()
    {
        var client = Client();
        client.NegotiateAsyncOps();
        var requests = Enumerable.Range(0, 20).Select(_ => new DicomCEchoRequest()).ToArray();
        await client.AddRequestsAsync(requests);
        var sending = client.SendAsync();
        var (peer, _) = await RawPeer.AcceptAsync(_listener, accept => accept with
            { UserInformation = accept.UserInformation with { AsynchronousOperations = new(0, 0) } });
        for (var i = 0; i < 16; i++) await peer.ReadCommandAsync();
        await peer.SendAsync(EncodedPdus.AbortUnexpectedPdu);
        await Assert.ThrowsAsync<DicomAssociationAbortedException>(() => sending.WaitAsync(Patience));
        peer.Dispose();
        Assert.All(requests, request => Assert.True(request.Outcome.IsFaulted));
    }

    [Fact]
    public async Task A_second_sender_does_not_leave_its_request_behind()
    {
        var client = Client();
        client.ClientOptions.AssociationLingerTimeoutInMs = 0;
        client.ClientOptions.MaximumNumberOfRequestsPerAssociation = 1;
        await client.AddRequestAsync(new DicomCEchoRequest());
        var first = client.SendAsync();
        var (peer, _) = await RawPeer.AcceptAsync(_listener);
        var command = await peer.ReadCommandAsync();
        var late = new DicomCEchoRequest();
        await client.AddRequestAsync(late);
        var second = client.SendAsync();
        await peer.SendAsync(RawPeer.Command(1, command.Respond(DicomStatus.Success)));
        await ReadReleaseAsync(peer);
        var (next, _) = await RawPeer.AcceptAsync(_listener);
        await next.SendAsync(RawPeer.Command(1, (await next.ReadCommandAsync()).Respond(DicomStatus.Success)));
        await ReadReleaseAsync(next);
        await Task.WhenAll(first, second).WaitAsync(Patience);
        Assert.Equal(DicomStatus.Success, (await late.Outcome).Status);
        peer.Dispose();
        next.Dispose();
    }

    public void Dispose() => _listener.Dispose();

    private IDicomClient Client() =>
        DicomClientFactory.Create("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, false, "SCANNER", "NODE");

    private async Task Send(DicomRequest request)
    {
        var client = Client();
        await client.AddRequestAsync(request);
        await client.SendAsync();
    }

    private static async Task<DicomDataset> ReadDataSetAsync(RawPeer peer)
    {
        var pdu = await peer.ReadPduAsync();
        return DataSetCodec.Decode(pdu.AsMemory(PresentationDataValue.PduOverhead), DicomTransferSyntax.ExplicitVRLittleEndian);
    }

    private static byte[][] Match(CommandSet find, DicomStatus status, string study)
    {
        var match = new DicomDataset { { DicomTag.StudyInstanceUID, study } };
        var dataSet = DataSetCodec.Encode(match, DicomTransferSyntax.ExplicitVRLittleEndian);
        return [RawPeer.Command(1, find.Respond(status) with { HasDataSet = true }), RawPeer.Value(1, false, true, dataSet.ToArray())];
    }

    private static async Task ReadReleaseAsync(RawPeer peer)
    {
        Assert.Equal(EncodedPdus.ReleaseRequest, await peer.ReadPduAsync());
        await peer.SendAsync(EncodedPdus.ReleaseReply);
    }

    private static async Task ReleaseAsync(RawPeer peer, Task sending)
    {
        await ReadReleaseAsync(peer);
        await sending.WaitAsync(Patience);
    }

    private sealed class Streams(Script script) : ICStoreStreamProvider
    {
        public ValueTask<CStoreAdmission> OpenAsync(CStoreHeader header, CancellationToken cancellation) =>
            new(CStoreAdmission.Accept(new Sink(script, header)));
    }

    private sealed class Sink(Script script, CStoreHeader header) : ICStoreSink
    {
        private readonly MemoryStream _bytes = new();

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => _bytes.WriteAsync(bytes, cancellation);

        public ValueTask<DicomStatus> CompleteAsync(CancellationToken cancellation)
        {
            script.Stored.Enqueue((header, _bytes.ToArray()));
            return new(DicomStatus.Success);
        }

        public ValueTask AbortAsync(CStoreAbortReason reason) => ValueTask.CompletedTask;
    }
}
