using System.Text;
using Acsa.Dicom.Network;
using Microsoft.Extensions.Logging;

namespace Acsa.Fuzz;

/// <summary>Everything that a peer sends over one connection, served by the state machine and a service that takes all it can.</summary>
internal sealed class AssociationTarget : FuzzTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public override string Name => "association";

    public override int Weight => 20;

    public override IEnumerable<byte[]> Seeds() => SeedPdus.Connections();

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => PduMutator.Mutate(input, other, random);

    public override bool IsDocumented(Exception error) => false;

    public override object? Read(byte[] input)
    {
        using var stream = new Connection(input);
        var log = new FailureLog();
        var service = new Service(stream, log, new DicomServiceDependencies(new ServiceEnvironment
        {
            Number = 1, IsRequestor = false, Options = new DicomServiceOptions(), Artim = Patience, Idle = Patience,
        }));
        var run = service.RunAsync();
        if (!run.Wait(Patience)) throw new FindException("a connection does not end with its bytes");
        if (log.Failure is { } failure && failure is not (DicomDataException or IOException))
            throw new FindException($"the service caught {failure.GetType().Name}", failure.ToString());
        if (service.Open != 0) throw new FindException("a data set was neither completed nor aborted");
        return $"{service.Upper.End} {service.Upper.Failure.Kind} {service.Events}";
    }

    private sealed class Connection(byte[] input) : INetworkStream
    {
        private readonly TrickleStream _stream = new(input, 300);

        public string RemoteHost => "peer";

        public string LocalHost => "node";

        public int RemotePort => 1;

        public int LocalPort => 2;

        public Stream AsStream() => _stream;

        public void Dispose()
        {
        }
    }

    private sealed class FailureLog : ILogger
    {
        public Exception? Failure { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter)
        {
            _ = formatter(state, exception);
            Failure ??= exception;
        }
    }

    private sealed class Service(INetworkStream stream, ILogger logger, DicomServiceDependencies dependencies)
        : DicomService(stream, Encoding.ASCII, logger, dependencies), IDicomServiceProvider, IDicomCEchoProvider, ICStoreStreamProvider,
            INEventReportProvider, ICStoreSink
    {
        private static readonly AssociationPolicy Policy = new();
        private readonly StringBuilder _events = new();

        /// <summary>Data sets that were begun and not ended: at most one, and none at the end.</summary>
        public int Open { get; private set; }

        public string Events => _events.ToString(0, Math.Min(_events.Length, 24));

        public Task OnReceiveAssociationRequestAsync(DicomAssociation association) =>
            SendAssociationVerdictAsync(association, Policy.Judge(association));

        public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

        public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason) => _events.Append('a');

        public void OnConnectionClosed(Exception? exception) => _events.Append('c');

        public Task<DicomCEchoResponse> OnCEchoRequestAsync(DicomCEchoRequest request)
        {
            _events.Append('e');
            return Task.FromResult(new DicomCEchoResponse(request, DicomStatus.Success));
        }

        public Task<DicomNEventReportResponse> OnNEventReportRequestAsync(DicomNEventReportRequest request)
        {
            _events.Append(request.Dataset is null ? 'n' : 'N');
            return Task.FromResult(new DicomNEventReportResponse(request, DicomStatus.Success));
        }

        public ValueTask<CStoreAdmission> OpenAsync(CStoreHeader header, CancellationToken cancellation)
        {
            if (Open++ != 0) throw new FindException("two data sets are open at once");
            return new(CStoreAdmission.Accept(this));
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
            Open == 1 ? ValueTask.CompletedTask : throw new FindException("bytes came when no data set was open");

        public ValueTask<DicomStatus> CompleteAsync(CancellationToken cancellation)
        {
            Open--;
            _events.Append('s');
            return new(DicomStatus.Success);
        }

        public ValueTask AbortAsync(CStoreAbortReason reason)
        {
            Open--;
            _events.Append('x');
            return ValueTask.CompletedTask;
        }
    }
}
