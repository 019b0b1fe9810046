using Acsa.DicomScp;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Delivery;

/// <summary>Over real sockets, against a receiver that does as it is told.</summary>
public sealed class DicomResultSenderTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly ToldSpool _spool = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Success_is_stored()
    {
        using var pacs = Start();
        var report = await Send(pacs.Port, Item(1), Item(2));
        Assert.Null(report.Failure);
        Assert.Equal([StoreAnswer.Stored, StoreAnswer.Stored], report.Answers.Select(answer => answer.Answer));
    }

    [Fact]
    public async Task Out_of_resources_is_to_be_tried_again()
    {
        _spool.HasRoom = false;
        using var pacs = Start();
        var report = await Send(pacs.Port, Item(1));
        Assert.Equal(StoreAnswer.Retry, Assert.Single(report.Answers).Answer);
        Assert.Contains("A700", report.Answers[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_is_not_taken_is_parked_and_the_others_go_on()
    {
        using var pacs = Start();
        var report = await Send(pacs.Port, Item(1), Item(2, new DicomUID("1.2.3.4.5", "Private", DicomUidType.SOPClass)), Item(3));
        Assert.Null(report.Failure);
        Assert.Equal(
            [(1, StoreAnswer.Stored), (2, StoreAnswer.Park), (3, StoreAnswer.Stored)], report.Answers.OrderBy(answer => answer.OutboxId)
                .Select(answer => (answer.OutboxId, answer.Answer)));
    }

    [Fact]
    public async Task A_title_that_is_not_admitted_is_a_refusal_for_good()
    {
        using var pacs = Start("SOMEBODY-ELSE");
        var report = await Send(pacs.Port, Item(1));
        Assert.Empty(report.Answers);
        Assert.False(report.Failure!.IsTransient);
    }

    [Fact]
    public async Task Nobody_there_is_to_be_tried_again()
    {
        var port = Start() is var gone ? gone.Port : 0;
        gone.Dispose();
        Assert.True((await Send(port, Item(1))).Failure!.IsTransient);
    }

    [Fact]
    public async Task A_result_that_may_not_be_read_does_not_end_the_delivery()
    {
        using var pacs = Start();
        // A folder in the file's place: opening it is denied, as with a file of somebody else's.
        Directory.CreateDirectory(Path.Combine(_folder.Path, "folder.dcm"));
        var report = await Send(pacs.Port, new OutboxItem(1, "1.2", "folder.dcm", "1.2.3", "1.2.4", 0));
        Assert.Equal(StoreAnswer.Park, Assert.Single(report.Answers).Answer);
    }

    [Fact]
    public void A_file_that_is_denied_while_it_is_sent_is_tried_again()
    {
        Assert.True(DicomResultSender.FailureOf(new UnauthorizedAccessException("denied")) is { IsTransient: true });
        Assert.Null(DicomResultSender.FailureOf(new InvalidOperationException("a mistake of ours")));
    }

    [Fact]
    public async Task A_result_whose_file_is_gone_is_parked()
    {
        using var pacs = Start();
        var report = await Send(pacs.Port, new OutboxItem(1, "1.2", "nothing.dcm", "1.2.3", "1.2.4", 0));
        Assert.Equal(StoreAnswer.Park, Assert.Single(report.Answers).Answer);
    }

    DicomListener Start(string admits = "ACSA") => DicomListener.Start(
        "127.0.0.1", 0, new AdmissionList("PACS", [new(admits)]), _spool, new Deaf(), NullLoggerFactory.Instance);

    Task<SendReport> Send(int port, params OutboxItem[] items) => new DicomResultSender(
        "ACSA", new ResultFolder(_folder.Path, Acsa.Worker.Ledger.NodeIdentity.Of("a"), 0, new FixedSpace())).SendAsync(
        new("pacs", "PACS", "127.0.0.1", port, new HashSet<Acsa.Reporting.ResultKind>(), false, TimeSpan.FromSeconds(10),
            RetrySchedule.Default), items, default);

    OutboxItem Item(long id, DicomUID? sopClass = null)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, sopClass ?? DicomUID.SegmentationStorage },
            { DicomTag.SOPInstanceUID, DicomUID.Generate() },
            { DicomTag.PatientID, "X" },
        };
        new DicomFile(dataset).Save(_folder[$"{id}.dcm"]);
        return new(id, "1.2", $"{id}.dcm", dataset.GetString(DicomTag.SOPInstanceUID), dataset.GetString(DicomTag.SOPClassUID), 0);
    }

    sealed class Deaf : IRefusedCallers
    {
        public void Add(Caller caller, AdmissionVerdict verdict)
        {
        }
    }

    sealed class ToldSpool : ISpool, ISpoolEntry
    {
        public bool HasRoom { get; set; } = true;

        public Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop) => Task.FromResult<ISpoolEntry>(this);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> dataSet, CancellationToken stop) => ValueTask.CompletedTask;

        public Task<StoreVerdict> CommitAsync(CancellationToken stop) => Task.FromResult(StoreVerdict.Stored);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
