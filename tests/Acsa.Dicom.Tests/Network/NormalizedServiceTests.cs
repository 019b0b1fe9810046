using System.Net;
using System.Text;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Client;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Tests.Network;

/// <summary>N-services between our client and a service of ours.</summary>
public sealed class NormalizedServiceTests
{
    private static readonly DicomUID Class = DicomUID.StorageCommitmentPushModel;
    private static readonly DicomUID Instance = DicomUID.StorageCommitmentPushModelInstance;

    [Fact]
    public async Task Every_operation_reaches_its_provider_and_brings_its_answer()
    {
        await using var server = Listen(new Notes());
        var client = Client(server.Port);
        var answers = new List<string>();
        var data = new DicomDataset { { DicomTag.PatientID, "P1" } };
        await client.AddRequestsAsync(
        [
            new DicomNCreateRequest(Class, Instance)
                { Dataset = data, OnResponseReceived = (_, response) => answers.Add(Describe(response)) },
            new DicomNGetRequest(Class, Instance, DicomTag.PatientID, DicomTag.PatientName)
                { OnResponseReceived = (_, response) => answers.Add(Describe(response)) },
            new DicomNSetRequest(Class, Instance)
                { Dataset = data, OnResponseReceived = (_, response) => answers.Add(Describe(response)) },
            new DicomNActionRequest(Class, Instance, 7)
                { Dataset = data, OnResponseReceived = (_, response) => answers.Add(Describe(response)) },
            new DicomNDeleteRequest(Class, Instance) { OnResponseReceived = (_, response) => answers.Add(Describe(response)) },
            new DicomNEventReportRequest(Class, Instance, 2)
                { Dataset = data, OnResponseReceived = (_, response) => answers.Add(Describe(response)) },
        ]);
        await client.SendAsync();
        Assert.Equal(
        [
            "NCreateResponse 0000 create P1", "NGetResponse 0000 get (0010,0020) (0010,0010)", "NSetResponse 0000 set P1",
            "NActionResponse 0000 action 7 P1", "NDeleteResponse 0000 -", "NEventReportResponse 0000 report 2 P1",
        ], answers);
    }

    [Fact]
    public async Task A_provider_that_throws_or_answers_what_cannot_be_written_costs_its_request_only()
    {
        var notes = new Notes();
        await using var server = Listen(notes);
        var client = Client(server.Port);
        var answers = new List<DicomStatus>();
        foreach (var failure in new[] { "throw", "null", "unwritable", "" })
        {
            await client.AddRequestAsync(new DicomNSetRequest(Class, Instance)
            {
                Dataset = new DicomDataset { { DicomTag.PatientID, failure } },
                OnResponseReceived = (_, response) => answers.Add(response.Status),
            });
        }

        await client.SendAsync();
        Assert.Equal(
            [DicomStatus.ProcessingFailure, DicomStatus.ProcessingFailure, DicomStatus.ProcessingFailure, DicomStatus.Success], answers);
        Assert.Equal(1, notes.Associations);
    }

    [Fact]
    public async Task Operations_without_a_provider_are_told_so_and_the_association_lives_on()
    {
        var script = new Script();
        await using var server = script.Listen();
        var client = Client(server.Port);
        var answers = new List<ushort>();
        await client.AddRequestsAsync(
        [
            new DicomNGetRequest(Class, Instance) { OnResponseReceived = (_, response) => answers.Add(response.Status.Code) },
            new DicomNActionRequest(Class, Instance, 1) { OnResponseReceived = (_, response) => answers.Add(response.Status.Code) },
            new DicomCEchoRequest { OnResponseReceived = (_, response) => answers.Add(response.Status.Code) },
        ]);
        await client.SendAsync();
        Assert.Equal([0x0211, 0x0211, 0x0000], answers);
        Assert.Single(script.Associations);
    }

    [Fact]
    public async Task A_commitment_is_reported_on_the_association_that_asked_for_it()
    {
        await using var server = Listen(new Notes { Reports = true });
        var client = Client(server.Port);
        client.ClientOptions.AssociationLingerTimeoutInMs = 200;
        var reports = new List<string>();
        client.OnNEventReportRequest = report =>
        {
            reports.Add(report.Dataset!.GetString(DicomTag.TransactionUID));
            return Task.FromResult(new DicomNEventReportResponse(report, DicomStatus.Success));
        };
        for (var i = 1; i <= 3; i++)
        {
            await client.AddRequestAsync(new DicomNActionRequest(Class, Instance, 1)
                { Dataset = new DicomDataset { { DicomTag.TransactionUID, $"1.2.{i}" } } });
        }

        await client.SendAsync();
        Assert.Equal(["1.2.1", "1.2.2", "1.2.3"], reports);
    }

    [Fact]
    public async Task A_report_that_has_begun_is_answered_before_the_association_is_released()
    {
        var notes = new Notes { Reports = true };
        await using var server = Listen(notes);
        var client = Client(server.Port);
        client.ClientOptions.AssociationLingerTimeoutInMs = 300;
        client.OnNEventReportRequest = async report =>
        {
            await Task.Delay(1000); // the time to linger ends meanwhile
            return new DicomNEventReportResponse(report, DicomStatus.Success);
        };
        await client.AddRequestAsync(new DicomNActionRequest(Class, Instance, 1)
            { Dataset = new DicomDataset { { DicomTag.TransactionUID, "1.2.1" } } });
        await client.SendAsync();
        Assert.Equal(DicomStatus.Success, await notes.Answered.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void An_n_get_names_no_more_attributes_than_a_command_set_holds() =>
        Assert.Throws<ArgumentException>(() => new DicomNGetRequest(
            Class, Instance, [.. Enumerable.Range(0, 97).Select(element => new DicomTag(0x0010, (ushort)element))]));

    private static string Describe(DicomResponse response) =>
        $"{response.Type} {response.Status.Code:X4} {response.Dataset?.GetString(DicomTag.PatientComments) ?? "-"}";

    private static AssociationListener Listen(Notes notes) => AssociationListener.Start(
        new AssociationListenerOptions { Address = IPAddress.Loopback, UserState = notes },
        (stream, logger, dependencies) => new Service(stream, Encoding.ASCII, logger, dependencies));

    private static IDicomClient Client(int port) => DicomClientFactory.Create("127.0.0.1", port, false, "SCANNER", "NODE");

    private sealed class Notes
    {
        public bool Reports { get; init; }

        public int Associations { get; set; }

        public TaskCompletionSource<DicomStatus> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Service(INetworkStream stream, Encoding encoding, ILogger logger, DicomServiceDependencies dependencies)
        : DicomService(stream, encoding, logger, dependencies), IDicomServiceProvider, IDicomNServiceProvider,
            IDicomNEventReportRequestProvider
    {
        private Notes Notes => (Notes)UserState;

        public Task OnReceiveAssociationRequestAsync(DicomAssociation association)
        {
            Notes.Associations++;
            foreach (var context in association.PresentationContexts)
                context.AcceptTransferSyntaxes(DicomTransferSyntax.ExplicitVRLittleEndian);
            return SendAssociationAcceptAsync(association);
        }

        public Task OnReceiveAssociationReleaseRequestAsync() => SendAssociationReleaseResponseAsync();

        public void OnReceiveAbort(DicomAbortSource source, DicomAbortReason reason)
        {
        }

        public void OnConnectionClosed(Exception? exception)
        {
        }

        public Task<DicomNActionResponse> OnNActionRequestAsync(DicomNActionRequest request) =>
            Task.FromResult(new DicomNActionResponse(request, DicomStatus.Success)
                { Dataset = Answer($"action {request.ActionTypeID} {Patient(request)}") });

        public Task<DicomNCreateResponse> OnNCreateRequestAsync(DicomNCreateRequest request) =>
            Task.FromResult(new DicomNCreateResponse(request, DicomStatus.Success) { Dataset = Answer($"create {Patient(request)}") });

        public Task<DicomNDeleteResponse> OnNDeleteRequestAsync(DicomNDeleteRequest request) =>
            Task.FromResult(new DicomNDeleteResponse(request, DicomStatus.Success));

        public Task<DicomNEventReportResponse> OnNEventReportRequestAsync(DicomNEventReportRequest request) =>
            Task.FromResult(new DicomNEventReportResponse(request, DicomStatus.Success)
                { Dataset = Answer($"report {request.EventTypeID} {Patient(request)}") });

        public Task<DicomNGetResponse> OnNGetRequestAsync(DicomNGetRequest request) =>
            Task.FromResult(new DicomNGetResponse(request, DicomStatus.Success)
                { Dataset = Answer($"get {string.Join(' ', request.Attributes.Select(tag => tag.ToString()))}") });

        public Task<DicomNSetResponse> OnNSetRequestAsync(DicomNSetRequest request) => Patient(request) switch
        {
            "throw" => throw new InvalidOperationException("scripted"),
            "null" => Task.FromResult<DicomNSetResponse>(null!),
            "unwritable" => Task.FromResult(new DicomNSetResponse(request, DicomStatus.Success)
            {
                // Compressed frames cannot be written in an uncompressed syntax.
                Dataset = new DicomDataset { new DicomOtherByteFragment(DicomTag.PixelData) },
            }),
            var patient => Task.FromResult(new DicomNSetResponse(request, DicomStatus.Success) { Dataset = Answer($"set {patient}") }),
        };

        public Task OnSendNEventReportRequestAsync(DicomNActionRequest request)
        {
            if (!Notes.Reports) return Task.CompletedTask;
            var report = new DicomNEventReportRequest(Class, Instance, 1)
            {
                Dataset = new DicomDataset { { DicomTag.TransactionUID, request.Dataset!.GetString(DicomTag.TransactionUID) } },
                OnResponseReceived = (_, response) => Notes.Answered.TrySetResult(response.Status),
            };
            return SendRequestAsync(report);
        }

        private static DicomDataset Answer(string text) => new() { { DicomTag.PatientComments, text } };

        private static string Patient(DicomMessage message) => message.Dataset?.GetSingleValueOrDefault(DicomTag.PatientID, "-") ?? "-";
    }
}
