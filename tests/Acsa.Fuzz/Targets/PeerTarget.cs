using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Client;
using Acsa.Dicom.Network.Dimse;
using Acsa.Dicom.Network.Pdu;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Fuzz;

/// <summary>
/// What an archive answers: the first PDU to an association request, the rest to a verification, a stored instance, a query and an N-GET
/// that were sent meanwhile. Each request must end, in a response or in an exception of the network.
/// </summary>
internal sealed class PeerTarget : FuzzTarget
{
    private const string Ultrasound = "1.2.840.10008.5.1.4.1.1.6.1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly DicomUID Query = DicomUID.StudyRootQueryRetrieveInformationModelFind;

    public override string Name => "peer";

    public override int Weight => 20;

    public override IEnumerable<byte[]> Seeds()
    {
        var accept = PduWriter.Write(new AssociatePdu(IsRequest: false)
        {
            CalledAE = "PACS", CallingAE = "ACSA",
            PresentationContexts = [.. Enumerable.Range(0, 4).Select(i => new PresentationContextItem((byte)(2 * i + 1), null, 0,
                ["1.2.840.10008.1.2"]))],
            UserInformation = new() { MaximumLength = 16384, ImplementationClassUid = "1.2.3" },
        });
        var echo = SeedPdus.Command(1, Answer(DicomCommandField.CEchoResponse, 1, DicomUID.Verification.UID));
        var store = SeedPdus.Command(3, Answer(DicomCommandField.CStoreResponse, 2, Ultrasound) with { SopInstanceUid = "1.2.3" });
        var match = SeedPdus.Command(5, Answer(DicomCommandField.CFindResponse, 3, Query.UID) with { HasDataSet = true, Status = 0xFF00 });
        var end = SeedPdus.Command(5, Answer(DicomCommandField.CFindResponse, 3, Query.UID));
        var got = SeedPdus.Command(7, Answer(DicomCommandField.NGetResponse, 4, DicomUID.StorageCommitmentPushModel.UID)
            with { HasDataSet = true });
        var data = SeedDataSets.DataSet(DicomTransferSyntax.ImplicitVRLittleEndian, false);
        var release = PduWriter.Write(ReleaseReplyPdu.Instance);
        yield return [.. accept, .. echo, .. store, .. match, .. SeedPdus.Data(5, data, true), .. end, .. got,
            .. SeedPdus.Data(7, data, true), .. release];
        yield return [.. accept, .. store, .. echo, .. PduWriter.Write(new AbortPdu(0, 0))];
        yield return PduWriter.Write(new AssociateRejectPdu(1, 1, 7));
    }

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => PduMutator.Mutate(input, other, random);

    public override bool IsDocumented(Exception error) => false;

    public override object? Read(byte[] input)
    {
        var network = new GatedConnection(input);
        using var connection = new ClientConnection(network, NullLogger.Instance, new DicomServiceDependencies(new ServiceEnvironment
        {
            Number = 1, IsRequestor = true, Options = new DicomServiceOptions(), Artim = Patience, Idle = Patience,
            TemporaryFolder = Path.GetTempPath(),
        }), new ClientCallbacks());
        var requests = Requests();
        try
        {
            Wait(connection.AssociateAsync(Association(), CancellationToken.None));
        }
        catch (DicomNetworkException e)
        {
            return e.GetType().Name;
        }

        var sending = Task.Run(() => SendAsync(connection, requests));
        Wait(sending);
        network.Open();
        Wait(connection.Running);
        if (requests.Any(r => !r.Outcome.IsCompleted)) throw new FindException("a request has not ended when its connection has");
        return string.Join(' ', requests.Select(r => r.Outcome.Status)) + " " + connection.Upper.End;
    }

    private static async Task SendAsync(ClientConnection connection, DicomRequest[] requests)
    {
        foreach (var request in requests)
        {
            try
            {
                await connection.InvokeAsync(request, CancellationToken.None);
            }
            catch (Exception e) when (e is DicomNetworkException or DicomDataException)
            {
                request.Fail(e);
            }
        }
    }

    private static void Wait(Task task)
    {
        if (!Task.WhenAny(task, Task.Delay(Patience)).Wait(Patience + Patience) || !task.IsCompleted)
            throw new FindException("a connection does not end with its bytes");
        task.GetAwaiter().GetResult();
    }

    private static DicomRequest[] Requests()
    {
        var dataset = new DicomDataset(DicomTransferSyntax.ImplicitVRLittleEndian) { { DicomTag.SOPClassUID, Ultrasound },
            { DicomTag.SOPInstanceUID, "1.2.3" } };
        DicomRequest[] requests =
        [
            new DicomCEchoRequest(), new DicomCStoreRequest(new DicomFile(dataset)), new DicomCFindRequest(DicomQueryRetrieveLevel.Study),
            new DicomNGetRequest(DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModel),
        ];
        // Known numbers, which the seeds answer.
        for (ushort i = 0; i < requests.Length; i++) requests[i].CommandSet = requests[i].CommandSet with { MessageId = (ushort)(i + 1) };
        return requests;
    }

    private static DicomAssociation Association()
    {
        var association = new DicomAssociation("ACSA", "PACS");
        foreach (var uid in (DicomUID[])[DicomUID.Verification, DicomUID.UltrasoundImageStorage, Query,
            DicomUID.StorageCommitmentPushModel])
            association.PresentationContexts.Add(uid, DicomTransferSyntax.ImplicitVRLittleEndian);
        return association;
    }

    private static CommandSet Answer(DicomCommandField field, ushort message, string sopClass) =>
        new() { Field = field, MessageIdBeingRespondedTo = message, SopClassUid = sopClass, Status = 0 };

    /// <summary>Hands out the first PDU, and the rest once the gate is open.</summary>
    private sealed class GatedConnection(byte[] input) : Stream, INetworkStream
    {
        private readonly TaskCompletionSource _gate = new();
        private readonly int _first = FirstPdu(input);
        private int _at;

        public string RemoteHost => "peer";

        public string LocalHost => "node";

        public int RemotePort => 1;

        public int LocalPort => 2;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public Stream AsStream() => this;

        public void Open() => _gate.TrySetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at >= _first && _first < input.Length) await _gate.Task.WaitAsync(cancellationToken);
            var count = Math.Min(buffer.Length, (_gate.Task.IsCompleted ? input.Length : _first) - _at);
            input.AsSpan(_at, count).CopyTo(buffer.Span);
            _at += count;
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // An abort is followed by the wait for the peer's close.
            if (buffer.Span is [(byte)PduType.Abort, ..]) Open();
            return ValueTask.CompletedTask;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private static int FirstPdu(byte[] input) => input.Length < 6 ? input.Length
            : (int)Math.Min(input.Length, 6 + (long)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(2)));
    }
}
