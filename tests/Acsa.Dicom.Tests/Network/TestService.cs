using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Acsa.Dicom.Network;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Tests.Network;

/// <summary>What a test wants its service to do, and what the service has seen.</summary>
internal sealed class Script
{
    public AssociationPolicy Policy { get; init; } = new();

    public Func<CStoreHeader, CStoreAdmission?> Admit { get; init; } = _ => null;

    public Func<ReadOnlyMemory<byte>, ValueTask> OnWrite { get; init; } = _ => ValueTask.CompletedTask;

    public Func<CancellationToken, ValueTask<DicomStatus>> OnComplete { get; init; } = _ => new(DicomStatus.Success);

    public Func<Task> OnEcho { get; init; } = () => Task.CompletedTask;

    public Func<Task> OnAssociate { get; init; } = () => Task.CompletedTask;

    public ConcurrentQueue<(CStoreHeader Header, byte[] DataSet)> Stored { get; } = [];

    public ConcurrentQueue<CStoreAbortReason> Aborted { get; } = [];

    public ConcurrentQueue<DicomAssociation> Associations { get; } = [];

    public ConcurrentQueue<DicomNEventReportRequest> Reports { get; } = [];

    /// <summary>The reports of connections that have ended, in order.</summary>
    public ConcurrentQueue<AssociationReport> Ended { get; } = [];

    private readonly SemaphoreSlim _ended = new(0);

    public AssociationListener Listen(Func<AssociationListenerOptions, AssociationListenerOptions>? change = null)
    {
        var options = new AssociationListenerOptions
        {
            Address = IPAddress.Loopback,
            UserState = this,
            AssociationEnded = report =>
            {
                Ended.Enqueue(report);
                _ended.Release();
            },
        };
        return AssociationListener.Start(
            change?.Invoke(options) ?? options,
                (stream, logger, dependencies) => new TestService(stream, Encoding.ASCII, logger, dependencies));
    }

    /// <summary>The next report that has not been asked for.</summary>
    public async Task<AssociationReport> NextEndAsync()
    {
        Assert.True(await _ended.WaitAsync(TimeSpan.FromSeconds(20)), "no connection has ended");
        Assert.True(Ended.TryDequeue(out var report));
        return report;
    }
}

internal sealed class TestService(INetworkStream stream, Encoding encoding, ILogger logger, DicomServiceDependencies dependencies)
    : DicomService(stream, encoding, logger, dependencies), IDicomServiceProvider, IDicomCEchoProvider,
        ICStoreStreamProvider, INEventReportProvider
{
    private Script Script => (Script)UserState;

    public async Task OnReceiveAssociationRequestAsync(DicomAssociation association)
    {
        Script.Associations.Enqueue(association);
        await Script.OnAssociate();
        await SendAssociationVerdictAsync(association, Script.Policy.Judge(association));
    }

    public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

    public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
    {
    }

    public void OnConnectionClosed(Exception? exception)
    {
    }

    public async Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request)
    {
        await Script.OnEcho();
        return new DicomCEchoResponse(request, DicomStatus.Success);
    }

    public Task<DicomNEventReportResponse> OnNEventReportRequestAsync(DicomNEventReportRequest request)
    {
        Script.Reports.Enqueue(request);
        return Task.FromResult(new DicomNEventReportResponse(request, DicomStatus.Success));
    }

    public ValueTask<CStoreAdmission> OpenAsync(CStoreHeader header, CancellationToken cancellation) =>
        new(Script.Admit(header) ?? CStoreAdmission.Accept(new MemorySink(Script, header)));

    private sealed class MemorySink(Script script, CStoreHeader header) : ICStoreSink
    {
        private readonly MemoryStream _bytes = new();
        private bool _hasEnded;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            Assert.False(_hasEnded);
            await script.OnWrite(bytes);
            _bytes.Write(bytes.Span);
        }

        public async ValueTask<DicomStatus> CompleteAsync(CancellationToken cancellation)
        {
            Assert.False(_hasEnded);
            var status = await script.OnComplete(cancellation);
            _hasEnded = true;
            script.Stored.Enqueue((header, _bytes.ToArray()));
            return status;
        }

        public ValueTask AbortAsync(CStoreAbortReason reason)
        {
            Assert.False(_hasEnded);
            _hasEnded = true;
            script.Aborted.Enqueue(reason);
            return ValueTask.CompletedTask;
        }
    }
}
