using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Tests.Network;

public sealed class StoreTests
{
    private static readonly byte[] DataSet = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public async Task Hands_on_each_byte_as_received_however_it_is_cut(int fragment)
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        var dataSet = DataSet[..Math.Min(DataSet.Length, fragment * 3000)];
        var pieces = dataSet.Chunk(fragment).ToArray();

        var response = await peer.ExchangeAsync(
            [RawPeer.Command(3, RawPeer.Store()),
                [.. pieces.SelectMany((piece, i) => RawPeer.Value(3, false, i == pieces.Length - 1, piece))]]);

        Assert.Equal((DicomCommandField.CStoreResponse, (ushort)9, (ushort)0),
            (response.Field, response.MessageIdBeingRespondedTo, response.Status));
        Assert.Equal((RawPeer.UltrasoundClass, "1.2.3.4"), (response.SopClassUid, response.SopInstanceUid));
        var (header, stored) = Assert.Single(script.Stored);
        Assert.Equal(dataSet, stored);
        Assert.Equal(("1.2.3.4", RawPeer.Implicit, "SCANNER"),
            (header.SopInstanceUid, header.TransferSyntaxUid, header.Association.CallingAE));
    }

    [Fact]
    public async Task An_empty_last_fragment_ends_a_data_set()
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        var response = await peer.ExchangeAsync(
            RawPeer.Command(3, RawPeer.Store()), RawPeer.Value(3, false, false, [1, 2]), RawPeer.Value(3, false, true, []));
        Assert.Equal((ushort)0, response.Status);
        Assert.Equal([1, 2], Assert.Single(script.Stored).DataSet);
    }

    [Fact]
    public async Task A_refused_instance_is_read_to_its_end_and_the_next_one_is_taken()
    {
        var count = 0;
        var script = new Script
        {
            Admit = _ => count++ == 0
                ? CStoreAdmission.Refuse(new DicomStatus(DicomStatus.StorageStorageOutOfResources, "disk under its reserve"))
                : null,
        };
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        var refused = await StoreAsync(peer);
        Assert.Equal(((ushort)0xA700, "disk under its reserve"), (refused.Status!.Value, refused.ErrorComment));
        Assert.Equal((ushort)0, (await StoreAsync(peer)).Status);
        Assert.Equal(DataSet, Assert.Single(script.Stored).DataSet);
        await peer.SendAsync(EncodedPdus.ReleaseRequest);
        await peer.ReadToEndAsync();
        peer.Dispose();
        var end = await script.NextEndAsync();
        Assert.Equal((1, 1, AssociationEnd.Released), (end.InstancesStored, end.InstancesRefused, end.End));
    }

    [Fact]
    public async Task A_failing_sink_or_provider_costs_its_instance_only()
    {
        var failures = new Queue<Exception>([new IOException("disk"), new InvalidOperationException("bug")]);
        var script = new Script
        {
            OnWrite = _ => failures.TryDequeue(out var e) ? throw e : ValueTask.CompletedTask,
            Admit = header => header.MessageId == 1 ? throw new InvalidOperationException("scripted") : null,
            OnComplete = _ => failures.TryDequeue(out var e) ? throw e : new(DicomStatus.Success),
            OnEcho = () => throw new InvalidOperationException("scripted"),
        };
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        Assert.Equal((ushort)0xA700, (await StoreAsync(peer)).Status);
        Assert.Equal((ushort)0x0110, (await StoreAsync(peer)).Status);
        Assert.Equal((ushort)0x0110, (await StoreAsync(peer, RawPeer.Store(1))).Status);
        Assert.Equal([CStoreAbortReason.SinkFailed, CStoreAbortReason.SinkFailed], script.Aborted);
        Assert.Equal((ushort)0x0110, (await peer.ExchangeAsync(RawPeer.Command(1, RawPeer.Echo()))).Status);
        Assert.Equal((ushort)0, (await StoreAsync(peer)).Status);
    }

    [Fact]
    public async Task A_data_set_over_the_limit_is_answered_with_out_of_resources()
    {
        var script = new Script();
        await using var server = script.Listen(options => options with { MaxDataSetLength = DataSet.Length - 1 });
        using var peer = await RawPeer.AssociateAsync(server.Port);
        Assert.Equal((ushort)0xA700, (await StoreAsync(peer)).Status);
        Assert.Equal([CStoreAbortReason.TooLarge], script.Aborted);
        Assert.Equal((ushort)0, (await StoreAsync(peer, dataSet: [1, 2])).Status);
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_command_set()
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        Assert.Equal((ushort)0x0117, (await StoreAsync(peer, RawPeer.Store(instance: "../../etc/passwd"))).Status);
        Assert.Equal((ushort)0x0117, (await StoreAsync(peer, RawPeer.Store(instance: ""))).Status);
        Assert.Equal((ushort)0xA900, (await StoreAsync(peer, RawPeer.Store() with { SopClassUid = "1.2.840.10008.5.1.4.1.1.2" })).Status);
        Assert.Equal((ushort)0xC000, (await peer.ExchangeAsync(RawPeer.Command(3, RawPeer.Store() with { HasDataSet = false }))).Status);
        Assert.Empty(script.Stored);
    }

    [Fact]
    public async Task Operations_that_are_not_served_are_answered_and_the_association_lives_on()
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        var find = RawPeer.Store() with { Field = DicomCommandField.CFindRequest };
        var response = await StoreAsync(peer, find);
        Assert.Equal((DicomCommandField.CFindResponse, (ushort)0x0211), (response.Field, response.Status!.Value));
        Assert.Equal((ushort)0x0211, (await StoreAsync(peer, RawPeer.Store() with { Field = DicomCommandField.NActionRequest })).Status);
        Assert.Equal((ushort)0, (await peer.ExchangeAsync(RawPeer.Command(1, RawPeer.Echo()))).Status);
    }

    [Fact]
    public async Task Takes_storage_commitment_results()
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port, request => request with
        {
            PresentationContexts = [new(1, "1.2.840.10008.1.20.1", 0, [RawPeer.Implicit])],
            UserInformation = request.UserInformation with { Roles = [new("1.2.840.10008.1.20.1", false, true)] },
        });
        var report = new CommandSet
        {
            Field = DicomCommandField.NEventReportRequest,
            SopClassUid = "1.2.840.10008.1.20.1",
            SopInstanceUid = "1.2.840.10008.1.20.1.1",
            MessageId = 4,
            EventTypeId = 1,
            HasDataSet = true,
        };
        // (0008,1195) UI "1.2.3\0"
        var dataSet = EncodedPdus.Hex("08 00 95 11 06 00 00 00 31 2E 32 2E 33 00");
        var response = await peer.ExchangeAsync(RawPeer.Command(1, report), RawPeer.Value(1, false, true, dataSet));
        Assert.Equal((DicomCommandField.NEventReportResponse, (ushort)0), (response.Field, response.Status!.Value));
        var request = Assert.Single(script.Reports);
        Assert.Equal((1, "1.2.3"), (request.EventTypeID, request.Dataset!.GetString(DicomTag.TransactionUID)));
    }

    private static Task<CommandSet> StoreAsync(RawPeer peer, CommandSet? command = null, byte[]? dataSet = null) =>
        peer.ExchangeAsync(RawPeer.Command(3, command ?? RawPeer.Store()), RawPeer.Value(3, false, true, dataSet ?? DataSet));
}
