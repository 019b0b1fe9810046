using System.Diagnostics;
using System.Text;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Tests.Network;

public sealed class HostilePeerTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: node\r\n\r\n", AssociationEnd.HttpReceived)]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000", AssociationEnd.TlsReceived)] // a TLS client hello
    [InlineData("\u000bMSH|^~\\&|", AssociationEnd.NotDicomReceived)] // HL7
    public async Task Closes_on_what_is_not_dicom_and_says_what_it_was(string text, AssociationEnd expected)
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.ConnectAsync(server.Port);
        await peer.SendAsync(Encoding.Latin1.GetBytes(text));
        // A-ABORT: service-provider, unrecognised PDU
        Assert.Equal(EncodedPdus.Hex("07 00 00 00 00 04 00 00 02 01"), await peer.ReadToEndAsync());
        peer.Dispose();
        Assert.Equal(expected, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task Random_bytes_end_the_connection_and_nothing_else()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var script = new Script();
        await using var server = script.Listen();
        for (var round = 0; round < 50; round++)
        {
            using var peer = await RawPeer.ConnectAsync(server.Port);
            var bytes = new byte[random.Next(1, 4000)];
            random.NextBytes(bytes);
            await peer.SendAsync(bytes);
            peer.EndSending();
            await peer.ReadToEndAsync();
        }

        using var good = await RawPeer.AssociateAsync(server.Port);
        var echo = await good.ExchangeAsync(RawPeer.Command(1, RawPeer.Echo()));
        Assert.True(echo.Status == 0, $"seed {seed}");
    }

    [Fact]
    public async Task Damaged_conversations_end_and_leave_no_sink_open()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var opened = 0;
        var script = new Script
        {
            Admit = _ =>
            {
                Interlocked.Increment(ref opened);
                return null;
            },
        };
        byte[] conversation =
        [
            .. PduWriter.Write(RawPeer.Request()), .. RawPeer.Command(1, RawPeer.Echo()),
            .. RawPeer.Command(3, RawPeer.Store()),
                .. RawPeer.Value(3, false, false, new byte[500]), .. RawPeer.Value(3, false, true, new byte[500]),
            .. EncodedPdus.ReleaseRequest,
        ];
        await using (var server = script.Listen())
        {
            for (var round = 0; round < 200; round++)
            {
                using var peer = await RawPeer.ConnectAsync(server.Port);
                var bytes = (byte[])conversation.Clone();
                for (var change = random.Next(0, 5); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                try
                {
                    await peer.SendAsync(bytes[..random.Next(bytes.Length / 2, bytes.Length)]);
                    peer.EndSending();
                }
                catch (System.Net.Sockets.SocketException)
                {
                    continue; // the node was done with this one
                }

                await peer.ReadToEndAsync();
            }

            using var good = await RawPeer.AssociateAsync(server.Port);
            Assert.True((await good.ExchangeAsync(RawPeer.Command(1, RawPeer.Echo()))).Status == 0, $"seed {seed}");
        }

        Assert.True(opened == script.Stored.Count + script.Aborted.Count,
            $"seed {seed}: {opened} opened, {script.Stored.Count} stored, {script.Aborted.Count} aborted");
    }

    [Fact]
    public async Task A_claimed_length_costs_no_memory()
    {
        var script = new Script();
        await using var server = script.Listen();
        var before = GC.GetTotalAllocatedBytes();
        for (var round = 0; round < 20; round++)
        {
            using var peer = await RawPeer.ConnectAsync(server.Port);
            await peer.SendAsync([1, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0, 1]); // A-ASSOCIATE-RQ of 2 GiB
            // A-ABORT: service-provider, invalid PDU parameter
            Assert.Equal(EncodedPdus.Hex("07 00 00 00 00 04 00 00 02 06"), await peer.ReadToEndAsync());
        }

        using (var peer = await RawPeer.ConnectAsync(server.Port))
        {
            await peer.SendAsync([1, 0, 0, 3, 0xFF, 0xFF, 0, 1]); // 256 KiB: allowed, and never sent
            peer.EndSending();
            Assert.Empty(await peer.ReadToEndAsync());
        }

        // One such length taken at its word would be 2 GiB; other tests allocate at the same time.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1_000_000_000);
    }

    [Fact]
    public async Task Silence_after_connecting_ends_with_artim()
    {
        var time = new ManualTime();
        var script = new Script();
        await using var server = script.Listen(options => options with { Time = time, ArtimTimeout = TimeSpan.FromSeconds(30) });
        using var silent = await RawPeer.ConnectAsync(server.Port);
        using var slow = await RawPeer.ConnectAsync(server.Port);
        await slow.SendAsync(EncodedPdus.AssociateRequest[..100]); // half a request
        await UntilAsync(() => server.OpenConnections == 2);
        await Task.Delay(50); // both services have reached their reads

        time.Advance(TimeSpan.FromSeconds(29));
        await Task.Delay(50);
        Assert.Equal(2, server.OpenConnections);
        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(2), () => server.OpenConnections == 0);

        Assert.Empty(await silent.ReadToEndAsync());
        Assert.Empty(await slow.ReadToEndAsync());
        Assert.Equal(AssociationEnd.ArtimExpired, (await script.NextEndAsync()).End);
        Assert.Equal(AssociationEnd.ArtimExpired, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task A_peer_that_does_not_close_after_its_rejection_is_closed_by_artim()
    {
        var time = new ManualTime();
        var script = new Script { Policy = new() { CalledTitles = ["ANOTHER"] } };
        await using var server = script.Listen(options => options with { Time = time });
        using var peer = await RawPeer.ConnectAsync(server.Port);
        await peer.SendAsync(PduWriter.Write(RawPeer.Request()));
        Assert.Equal(10, (await peer.ReadToEndAsync()).Length); // rejected, and no more bytes for us
        Assert.Equal(1, server.OpenConnections);
        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(31), () => server.OpenConnections == 0);
        Assert.Equal(AssociationEnd.Rejected, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task Silence_within_an_association_ends_with_an_abort()
    {
        var time = new ManualTime();
        var script = new Script();
        await using var server = script.Listen(options => options with { Time = time, IdleTimeout = TimeSpan.FromMinutes(5) });
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await peer.SendAsync(RawPeer.Command(3, RawPeer.Store()), RawPeer.Value(3, false, false, new byte[100]));
        await Task.Delay(100);
        var aborted = peer.ReadToEndAsync();
        await AdvanceUntilAsync(time, TimeSpan.FromMinutes(1), () => aborted.IsCompleted);

        // A-ABORT: service-user
        Assert.Equal(EncodedPdus.Hex("07 00 00 00 00 04 00 00 00 00"), await aborted);
        peer.Dispose();
        Assert.Equal(AssociationEnd.IdleExpired, (await script.NextEndAsync()).End);
        Assert.Equal([CStoreAbortReason.ProtocolFailure], script.Aborted);
    }

    [Fact]
    public async Task A_slow_provider_does_not_count_as_silence_of_the_peer()
    {
        var time = new ManualTime();
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        var script = new Script
        {
            OnEcho = () =>
            {
                entered.SetResult();
                return gate.Task;
            },
        };
        await using var server = script.Listen(options => options with { Time = time, IdleTimeout = TimeSpan.FromMinutes(5) });
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await peer.SendAsync(RawPeer.Command(1, RawPeer.Echo()));
        await entered.Task;
        time.Advance(TimeSpan.FromHours(1));
        gate.SetResult();
        Assert.Equal((ushort)0, (await peer.ReadCommandAsync()).Status);
    }

    [Theory]
    [InlineData(5, true, false)] // a context that was never proposed
    [InlineData(3, false, false)] // a data set before any command set
    [InlineData(1, true, true)] // a command set that is none
    public async Task Aborts_on_messages_that_break_the_rules(byte context, bool isCommand, bool isLast)
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await peer.SendAsync(RawPeer.Value(context, isCommand, isLast, [1, 2, 3, 4, 5, 6, 7, 8, 9]));
        var abort = await peer.ReadToEndAsync();
        Assert.Equal([7, 0, 0, 0, 0, 4, 0, 0, 2], abort[..9]);
        peer.Dispose();
        Assert.Equal(AssociationEnd.ProtocolFailure, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task Aborts_on_a_pdu_over_its_own_maximum_and_on_pdus_out_of_place()
    {
        var script = new Script();
        await using var server = script.Listen(options => options with { Service = new() { MaxPDULength = 16384 } });
        await AbortsAsync(RawPeer.Value(3, true, false, new byte[16500]), 6); // invalid PDU parameter
        await AbortsAsync(EncodedPdus.AssociateRequest, 2); // unexpected PDU
        await AbortsAsync(EncodedPdus.ReleaseReply, 2);

        async Task AbortsAsync(byte[] bytes, byte reason)
        {
            using var peer = await RawPeer.AssociateAsync(server.Port);
            await peer.SendAsync(bytes);
            Assert.Equal([7, 0, 0, 0, 0, 4, 0, 0, 2, reason], await peer.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task An_endless_command_set_is_aborted()
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await peer.SendAsync([.. Enumerable.Repeat(RawPeer.Value(1, true, false, new byte[8000]), 3)]);
        Assert.Equal(7, (await peer.ReadToEndAsync())[0]);
    }

    [Fact]
    public async Task An_abort_or_a_lost_connection_within_a_data_set_ends_the_sink_with_the_reason()
    {
        var script = new Script();
        await using var server = script.Listen();
        using (var peer = await RawPeer.AssociateAsync(server.Port))
        {
            await peer.SendAsync(
                RawPeer.Command(3, RawPeer.Store()), RawPeer.Value(3, false, false, new byte[5000]), EncodedPdus.AbortUnexpectedPdu);
            Assert.Empty(await peer.ReadToEndAsync());
        }

        Assert.Equal(AssociationEnd.PeerAborted, (await script.NextEndAsync()).End);
        using (var peer = await RawPeer.AssociateAsync(server.Port))
        {
            // within a PDU
            await peer.SendAsync(RawPeer.Command(3, RawPeer.Store()), RawPeer.Value(3, false, false, new byte[5000])[..1000]);
        }

        Assert.Equal(AssociationEnd.ConnectionLost, (await script.NextEndAsync()).End);
        Assert.Equal([CStoreAbortReason.PeerAborted, CStoreAbortReason.ConnectionLost], script.Aborted);
        Assert.Empty(script.Stored);
    }

    [Fact]
    public async Task An_abort_is_seen_while_a_provider_is_at_work()
    {
        var seen = new TaskCompletionSource();
        var script = new Script
        {
            OnComplete = async cancellation =>
            {
                await using var _ = cancellation.Register(seen.SetResult);
                await seen.Task.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
                return DicomStatus.Success;
            },
        };
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await peer.SendAsync(RawPeer.Command(3, RawPeer.Store()), RawPeer.Value(3, false, true, new byte[10]));
        await Task.Delay(50);
        var clock = Stopwatch.StartNew();
        await peer.SendAsync(EncodedPdus.AbortUnexpectedPdu);
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Equal(AssociationEnd.PeerAborted, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task A_port_check_is_told_from_an_attack()
    {
        var script = new Script();
        await using var server = script.Listen();
        (await RawPeer.ConnectAsync(server.Port)).Dispose();
        Assert.Equal(AssociationEnd.NothingSent, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task Stopping_lets_associations_end_by_themselves_and_aborts_the_rest()
    {
        var script = new Script();
        var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await server.StopAsync(TimeSpan.FromMilliseconds(50));
        Assert.Equal(EncodedPdus.Hex("07 00 00 00 00 04 00 00 00 00"), await peer.ReadToEndAsync());
        Assert.Equal(AssociationEnd.Stopped, (await script.NextEndAsync()).End);
        Assert.False(server.IsListening);
    }

    private static Task AdvanceUntilAsync(ManualTime time, TimeSpan step, Func<bool> condition) => UntilAsync(() =>
    {
        time.Advance(step);
        return condition();
    });

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1000 && !condition(); i++) await Task.Delay(10);
        Assert.True(condition());
    }
}
