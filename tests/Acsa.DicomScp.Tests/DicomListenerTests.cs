using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.DicomScp.Tests;

/// <summary>Over real sockets, with our own client.</summary>
public sealed class DicomListenerTests : IDisposable
{
    readonly MemorySpool _spool = new();
    readonly RefusedList _refused = new();
    readonly DicomListener _listener;

    public DicomListenerTests() => _listener = DicomListener.Start(
        "127.0.0.1", 0, new AdmissionList("ACSA", [new("US1"), new("ELSEWHERE", "10.1.2.3")]), _spool, _refused,
        NullLoggerFactory.Instance);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Answers_an_echo()
    {
        DicomStatus? status = null;
        var request = new DicomCEchoRequest();
        request.OnResponseReceived = (_, response) => status = response.Status;
        await SendAsync("US1", "ACSA", request);
        Assert.Equal(DicomStatus.Success, status);
    }

    [Theory]
    [InlineData("US1", "ELSE", DicomRejectReason.CalledAENotRecognized)]
    [InlineData("US2", "ACSA", DicomRejectReason.CallingAENotRecognized)]
    [InlineData("ELSEWHERE", "ACSA", DicomRejectReason.CallingAENotRecognized)]
    public async Task Rejects_whom_it_does_not_know_and_remembers_who_knocked(string calling, string called, DicomRejectReason reason)
    {
        var rejected = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() =>
            SendAsync(calling, called, new DicomCEchoRequest()));
        Assert.Equal((DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, reason), (rejected.RejectResult, rejected.RejectSource,
            rejected.RejectReason));
        Assert.Equal(calling, Assert.Single(_refused.Callers).CallingAe);
    }

    [Fact]
    public async Task What_is_stored_reaches_the_spool_with_its_sender_and_is_answered_success_after_the_commit()
    {
        Assert.Equal(DicomStatus.Success, await StoreAsync());
        var entry = Assert.Single(_spool.Entries);
        Assert.True(entry.IsCommitted);
        Assert.Equal("US1", entry.Header.Caller.CallingAe);
        Assert.Equal(DicomUID.UltrasoundImageStorage.UID, entry.Header.SopClassUid);
        using var file = new MemoryStream([.. Part10Header.Build(entry.Header), .. entry.Bytes.ToArray()]);
        Assert.Equal("PATIENT", DicomFile.Open(file, FileReadOption.ReadAll).Dataset.GetString(DicomTag.PatientID));
    }

    [Fact]
    public async Task A_full_disk_is_A700_before_a_byte_and_the_next_instance_is_taken_again()
    {
        _spool.HasRoom = false;
        Assert.Equal((ushort)0xA700, (await StoreAsync())!.Code);
        Assert.Empty(_spool.Entries);
        _spool.HasRoom = true;
        Assert.Equal(DicomStatus.Success, await StoreAsync());
    }

    [Fact]
    public async Task The_end_of_an_association_is_told_once_whether_it_is_released_or_dropped()
    {
        await SendAsync("US1", "ACSA", new DicomCEchoRequest());
        await StoreAsync();
        var stored = Assert.Single(_spool.Entries).Header.Caller.Association;
        await Until(() => !_spool.Ended.IsEmpty);
        Assert.Equal([stored], _spool.Ended);

        // The socket is closed in the middle of an association, as by a scanner that is switched off.
        using var aborted = new CancellationTokenSource();
        var client = DicomClientFactory.Create("127.0.0.1", _listener.Port, false, "US1", "ACSA");
        var request = StoreRequest();
        request.OnResponseReceived = (_, _) => aborted.Cancel();
        await client.AddRequestAsync(request);
        client.ClientOptions.AssociationLingerTimeoutInMs = 60_000;
        try
        {
            await client.SendAsync(aborted.Token, DicomClientCancellationMode.ImmediatelyAbortAssociation);
        }
        catch (OperationCanceledException)
        {
            // Meant to.
        }

        await Until(() => _spool.Ended.Count == 2);
        Assert.Equal(_spool.Entries.Select(entry => entry.Header.Caller.Association), _spool.Ended);
    }

    static async Task Until(Func<bool> condition)
    {
        for (var tries = 0; !condition() && tries < 600; tries++) await Task.Delay(50);
        Assert.True(condition());
    }

    [Theory]
    [InlineData(true, 0xA700)]
    [InlineData(false, 0x0110)]
    public async Task A_commit_that_fails_is_no_success(bool transient, int code)
    {
        _spool.Fault = new SpoolException("told to", transient);
        Assert.Equal((ushort)code, (await StoreAsync())!.Code);
        Assert.False(Assert.Single(_spool.Entries).IsCommitted);
        Assert.True(_spool.Entries[0].IsDisposed);
    }

    static DicomCStoreRequest StoreRequest()
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage },
            { DicomTag.SOPInstanceUID, DicomUID.Generate() },
            { DicomTag.PatientID, "PATIENT" },
        };
        return new(new DicomFile(dataset));
    }

    async Task<DicomStatus?> StoreAsync()
    {
        DicomStatus? status = null;
        var request = StoreRequest();
        request.OnResponseReceived = (_, response) => status = response.Status;
        await SendAsync("US1", "ACSA", request);
        return status;
    }

    async Task SendAsync(string calling, string called, DicomRequest request)
    {
        var client = DicomClientFactory.Create("127.0.0.1", _listener.Port, false, calling, called);
        await client.AddRequestAsync(request);
        await client.SendAsync();
    }

    sealed class RefusedList : IRefusedCallers
    {
        public List<Caller> Callers { get; } = [];

        public void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered) => Callers.Add(caller);
    }
}
