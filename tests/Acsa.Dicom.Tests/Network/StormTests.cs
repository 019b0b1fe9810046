using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Dimse;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Tests.Network;

/// <summary>Peers that misbehave in every way we know, and what an honest one notices of it: nothing.</summary>
[Collection(Alone.Name)]
public sealed class StormTests
{
    /// <summary>A second is the aim and what is printed; a loaded machine that builds beside the tests gets more.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(10);

    private readonly Script _script = new() { Policy = new() { CalledTitles = ["NODE"] } };

    public static TheoryData<string, string> Greetings => new()
    {
        { "an HTTP request", "HttpReceived" },
        { "a TLS client hello", "TlsReceived" },
        { "HL7", "NotDicomReceived" },
        { "P-DATA-TF before an association", "ProtocolFailure:UnexpectedPdu" },
        { "A-RELEASE-RQ before an association", "ProtocolFailure:UnexpectedPdu" },
        { "A-ASSOCIATE-AC from a caller", "ProtocolFailure:UnexpectedPdu" },
        { "A-ABORT before an association", "PeerAborted" },
        { "PDU-type 8", "NotDicomReceived" },
        { "PDU-type 0", "NotDicomReceived" },
        { "A-ASSOCIATE-RQ of 4 GiB", "ProtocolFailure:PduTooLong" },
        { "A-ASSOCIATE-RQ of 10 bytes", "ProtocolFailure:PduTooShort" },
        { "half an A-ASSOCIATE-RQ and the end", "ConnectionLost" },
        { "10 000 presentation contexts", "ProtocolFailure:TooManyPresentationContexts" },
        { "10 000 presentation contexts over 64 KiB each", "ProtocolFailure:PduTooLong" },
        { "513 transfer syntaxes in a context", "ProtocolFailure:TooManyItems" },
        { "an item that runs over its end", "ProtocolFailure:ItemOverrun" },
        { "one context twice", "ProtocolFailure:InvalidPresentationContextId" },
        { "a UID of 65 characters", "ProtocolFailure:InvalidUid" },
        { "no user information", "ProtocolFailure:MissingItem" },
        { "an unknown called title", "Rejected:CalledAENotRecognized" },
        { "protocol version 2", "Rejected:ProtocolVersionNotSupported" },
    };

    public static TheoryData<string, string> Conversations => new()
    {
        { "an unknown PDU-type", "ProtocolFailure:UnrecognizedPdu" },
        { "a second A-ASSOCIATE-RQ", "ProtocolFailure:UnexpectedPdu" },
        { "A-RELEASE-RP without a question", "ProtocolFailure:UnexpectedPdu" },
        { "P-DATA-TF over the maximum", "ProtocolFailure:PduTooLong" },
        { "P-DATA-TF without a value", "ProtocolFailure:PduTooShort" },
        { "a value that runs over its PDU", "ProtocolFailure:PresentationDataOverrun" },
        { "a value shorter than its header", "ProtocolFailure:PresentationDataTooShort" },
        { "a context that was not accepted", "ProtocolFailure:ContextNotAccepted" },
        { "a message that changes its context", "ProtocolFailure:ContextNotAccepted" },
        { "a data set before its command", "ProtocolFailure:MessageOutOfOrder" },
        { "a command within a data set", "ProtocolFailure:MessageOutOfOrder" },
        { "a command set without end", "ProtocolFailure:CommandSetTooLong" },
        { "a command element of 4 GiB", "ProtocolFailure:CommandSetInvalid" },
        { "a command set without its field", "ProtocolFailure:CommandSetInvalid" },
        { "a data set in empty fragments without end", "ProtocolFailure:MessageWithoutEnd" },
        { "a data set without end", "ProtocolFailure:MessageWithoutEnd" },
        { "A-ABORT within a data set", "PeerAborted" },
        { "the end of the connection within a data set", "ConnectionLost" },
        { "the release within a data set", "Released" },
        { "the release twice", "Released" },
    };

    [Theory]
    [MemberData(nameof(Greetings))]
    public async Task A_caller_that_begins_with_this_is_counted_and_the_next_is_served(string what, string name)
    {
        await using var server = Listen();
        await MisbehaveAsync(server, name, what, () => RawPeer.ConnectAsync(server.Port), Greeting(what));
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task An_associated_peer_that_goes_on_with_this_is_counted_and_the_next_is_served(string what, string name)
    {
        await using var server = Listen();
        await MisbehaveAsync(server, name, what, () => RawPeer.AssociateAsync(server.Port), Conversation(what));
        Assert.Empty(_script.Stored);
    }

    [Theory]
    [InlineData("the group length missing")]
    [InlineData("the group length wrong")]
    [InlineData("in two fragments")]
    public async Task A_command_set_is_understood_with(string oddity)
    {
        await using var server = Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        var bytes = new byte[CommandSetEncoding.LongestWritten];
        bytes = bytes[..CommandSetEncoding.Write(RawPeer.Echo(), bytes)];
        if (oddity == "the group length wrong") bytes.AsSpan(8, 4).Fill(0x7F);
        if (oddity == "the group length missing") bytes = bytes[12..];
        var pieces = oddity == "in two fragments"
            ? new[] { RawPeer.Value(1, true, false, bytes.AsSpan(0, 20)), RawPeer.Value(1, true, true, bytes.AsSpan(20)) }
            : [RawPeer.Value(1, true, true, bytes)];
        Assert.Equal((ushort)0, (await peer.ExchangeAsync(pieces)).Status);
    }

    [Fact]
    public async Task Two_hundred_idle_sockets_keep_nobody_out()
    {
        await using var server = Listen(options => options with { MaxConnections = 100, MaxConnectionsPerHost = 50 });
        var before = GC.GetTotalAllocatedBytes();
        var idle = new List<RawPeer>();
        for (var i = 0; i < 200; i++)
        {
            idle.Add(await RawPeer.ConnectAsync(server.Port));
            if (i % 40 == 20) await EchoSoonAsync(server, $"{i} idle sockets");
        }

        await EchoSoonAsync(server, "200 idle sockets");
        await TestUntil.TrueAsync(() => server.OpenConnections <= 50);
        Assert.InRange(server.Tally["Displaced"], 150, 160);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200 * 64 * 1024);
        idle.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task Associations_are_never_displaced_and_one_host_cannot_take_all_places()
    {
        await using var server = Listen(options => options with
        {
            Address = IPAddress.Any, MaxConnectionsPerHost = 4, MaxAssociationsPerHost = 3, MaxAssociations = 100,
        });
        var open = new List<RawPeer>();
        for (var i = 0; i < 3; i++) open.Add(await RawPeer.AssociateAsync(server.Port));
        using (var fourth = await RawPeer.ConnectAsync(server.Port))
        {
            await fourth.SendAsync(PduWriter.Write(RawPeer.Request()));
            // A-ASSOCIATE-RJ: transient, service-provider (presentation), local limit exceeded
            Assert.Equal(EncodedPdus.Hex("03 00 00 00 00 04 00 02 03 02"), await fourth.ReadToEndAsync());
        }

        for (var i = 0; i < 20; i++) (await RawPeer.ConnectAsync(server.Port)).Dispose();
        // Another address of this machine has places of its own.
        using (var other = await RawPeer.AssociateAsync(server.Port, from: IPAddress.Parse("127.0.0.2")))
            Assert.Equal((ushort)0, (await other.ExchangeAsync(RawPeer.Command(1, RawPeer.Echo()))).Status);
        foreach (var peer in open) Assert.Equal((ushort)0, (await peer.ExchangeAsync(RawPeer.Command(1, RawPeer.Echo()))).Status);
        open.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task Callers_that_were_rejected_and_stay_take_no_place()
    {
        await using var server = Listen(options => options with { MaxAssociations = 2 });
        var rejected = new List<RawPeer>();
        for (var i = 0; i < 5; i++)
        {
            rejected.Add(await RawPeer.ConnectAsync(server.Port));
            await rejected[i].SendAsync(PduWriter.Write(RawPeer.Request() with { CalledAE = "OTHER" }));
            // One A-ASSOCIATE-RJ, permanent, called AE title not recognised; then the end, whatever is sent after it.
            await rejected[i].SendAsync(PduWriter.Write(RawPeer.Request()), EncodedPdus.ReleaseRequest, [0xFF, 1, 2]);
            Assert.Equal(EncodedPdus.Hex("03 00 00 00 00 04 00 01 01 07"), await rejected[i].ReadToEndAsync());
        }

        Assert.Equal(0, server.OpenAssociations);
        await EchoSoonAsync(server, "5 callers that stay after their rejection");
        rejected.ForEach(peer => peer.Dispose());
        await TestUntil.TrueAsync(() => server.Tally["Rejected:CalledAENotRecognized"] == 5);
    }

    [Fact]
    public async Task A_storm_of_connects_and_resets_keeps_nobody_out()
    {
        await using var server = Listen();
        var before = GC.GetTotalAllocatedBytes();
        using var stop = new CancellationTokenSource();
        var storm = Task.Run(async () =>
        {
            var count = 0;
            while (!stop.IsCancellationRequested && count < 3000)
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.LingerState = new LingerOption(true, 0); // Dispose resets
                await socket.ConnectAsync(IPAddress.Loopback, server.Port);
                if (count++ % 3 == 0) await socket.SendAsync(new byte[] { 1, 0, 0 });
            }

            return count;
        });
        for (var i = 0; i < 20; i++) await EchoSoonAsync(server, "a storm of resets");
        await stop.CancelAsync();
        var sent = await storm;
        Console.WriteLine($"storm: {sent} connections were reset meanwhile");
        await EchoSoonAsync(server, "the storm");
        await TestUntil.TrueAsync(() => server.OpenConnections == 0);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 10_000_000 + sent * 128L * 1024);
    }

    [Fact]
    public async Task A_byte_now_and_then_is_no_sign_of_life()
    {
        var time = new ManualTime();
        await using var server = Listen(options => options with { Time = time, IdleTimeout = TimeSpan.FromMinutes(10) });
        using var greeting = await RawPeer.ConnectAsync(server.Port);
        using var within = await RawPeer.AssociateAsync(server.Port);
        var request = PduWriter.Write(RawPeer.Request());
        var data = RawPeer.Value(1, true, false, new byte[200]);
        var minutes = 0;
        for (; minutes < 30 && server.Tally["IdleExpired"] == 0; minutes++)
        {
            // A minute passes, and each sends one more byte.
            if (minutes < 2) await SendOrSeeTheEndAsync(greeting, request[minutes]);
            await SendOrSeeTheEndAsync(within, data[minutes]);
            await Task.Delay(30);
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(30);
        }

        Assert.Equal(1, server.Tally["ArtimExpired"]);
        Assert.InRange(minutes, 9, 13);
        await EchoSoonAsync(server, "slow peers");

        static async Task SendOrSeeTheEndAsync(RawPeer peer, byte value)
        {
            try
            {
                await peer.SendAsync([value]);
            }
            catch (SocketException)
            {
            }
        }
    }

    [Fact]
    public async Task A_long_transfer_in_whole_pdus_is_never_too_slow()
    {
        var time = new ManualTime();
        var taken = 0;
        var script = new Script
        {
            OnWrite = bytes =>
            {
                Interlocked.Add(ref taken, bytes.Length);
                return ValueTask.CompletedTask;
            },
        };
        await using var server = script.Listen(options => options with { Time = time, IdleTimeout = TimeSpan.FromMinutes(10) });
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await peer.SendAsync(RawPeer.Command(3, RawPeer.Store()));
        var piece = RawPeer.Value(3, false, false, new byte[100]);
        var headers = piece.Length - 100;
        for (var i = 0; i < 10; i++)
        {
            // The end of one PDU and the beginning of the next come together.
            await peer.SendAsync(i == 0 ? piece[..50] : [.. piece[50..], .. piece[..50]]);
            await TestUntil.TrueAsync(() => Volatile.Read(ref taken) == (i * 100) + 50 - headers);
            await Task.Delay(20); // the service has reached its next read
            time.Advance(TimeSpan.FromMinutes(6));
        }

        await peer.SendAsync(piece[50..]);
        Assert.Equal((ushort)0, (await peer.ExchangeAsync(RawPeer.Value(3, false, true, new byte[100]))).Status);
    }

    [Fact]
    public async Task A_peer_that_takes_no_answers_is_closed()
    {
        var time = new ManualTime();
        await using var server = Listen(options => options with { Time = time, Service = new() { TcpSendBufferSize = 65536 } });
        using var deaf = await RawPeer.AssociateAsync(server.Port);
        var echoes = Enumerable.Repeat(RawPeer.Command(1, RawPeer.Echo()), 500).SelectMany(bytes => bytes).ToArray();
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var sending = Task.Run(async () =>
        {
            while (true) await deaf.SendAsync([echoes], enough.Token);
        });
        await TestUntil.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return server.Tally["IdleExpired"] == 1;
        });
        await Assert.ThrowsAsync<SocketException>(() => sending);
        await EchoSoonAsync(server, "a deaf peer");
    }

    [Fact]
    public async Task A_sender_with_Nagles_algorithm_on_waits_for_no_delayed_acknowledgement()
    {
        if (!OperatingSystem.IsLinux()) return; // elsewhere the acknowledgement cannot be hurried
        await using var server = Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port, noDelay: false);
        var times = new List<double>();
        for (ushort i = 0; i < 25; i++)
        {
            var clock = Stopwatch.StartNew();
            // Three small writes before a read: what Nagle's algorithm and delayed acknowledgements are worst at.
            var status = (await peer.ExchangeAsync(
                RawPeer.Command(3, RawPeer.Store(i)), RawPeer.Value(3, false, false, new byte[900]),
                RawPeer.Value(3, false, true, new byte[900]))).Status;
            times.Add(clock.Elapsed.TotalMilliseconds);
            Assert.Equal((ushort)0, status);
        }

        var median = times.Order().ElementAt(times.Count / 2);
        Console.WriteLine($"storm: {median:0.0} ms a response with Nagle's algorithm on");
        Assert.InRange(median, 0, 25);
    }

    private AssociationListener Listen(Func<AssociationListenerOptions, AssociationListenerOptions>? change = null)
    {
        return _script.Listen(options =>
        {
            options = options with { MaxDataSetLength = 1_000_000, Service = new() { MaxPDULength = 16384 } };
            return change?.Invoke(options) ?? options;
        });
    }

    private async Task MisbehaveAsync(AssociationListener server, string name, string what, Func<Task<RawPeer>> connect, byte[][] pieces)
    {
        const int Rounds = 3;
        var before = GC.GetTotalAllocatedBytes();
        var sent = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            using var peer = await connect();
            try
            {
                foreach (var piece in pieces)
                {
                    await peer.SendAsync(piece);
                    sent += piece.Length;
                }

                peer.EndSending();
            }
            catch (SocketException)
            {
                // The node was done with this one.
            }

            await EchoSoonAsync(server, what); // while it is still there
            await peer.ReadToEndAsync();
        }

        await EchoSoonAsync(server, what);
        await TestUntil.TrueAsync(() => server.Tally[name] >= Rounds || server.OpenConnections == 0);
        Assert.True(server.Tally[name] >= Rounds, string.Join(", ", server.Tally.Snapshot()));
        // What was sent, the buffers of a few connections, and the honest peer's share.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 2 * sent + 8_000_000);
    }

    private static async Task EchoSoonAsync(AssociationListener server, string what)
    {
        var clock = Stopwatch.StartNew();
        using var honest = await RawPeer.AssociateAsync(server.Port);
        Assert.Equal((ushort)0, (await honest.ExchangeAsync(RawPeer.Command(1, RawPeer.Echo()))).Status);
        var elapsed = clock.Elapsed;
        if (elapsed > TimeSpan.FromSeconds(1)) Console.WriteLine($"storm: {elapsed.TotalSeconds:0.00} s for an honest peer beside {what}");
        Assert.InRange(elapsed, TimeSpan.Zero, Guard);
        await honest.SendAsync(EncodedPdus.ReleaseRequest);
        await honest.ReadToEndAsync();
    }

    private static byte[][] Greeting(string what)
    {
        var request = PduWriter.Write(RawPeer.Request());
        return what switch
        {
            "an HTTP request" => ["GET / HTTP/1.1\r\nHost: node\r\n\r\n"u8.ToArray()],
            "a TLS client hello" => [[0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC]],
            "HL7" => ["\vMSH|^~\\&|"u8.ToArray()],
            "P-DATA-TF before an association" => [RawPeer.Command(1, RawPeer.Echo())],
            "A-RELEASE-RQ before an association" => [EncodedPdus.ReleaseRequest],
            "A-ASSOCIATE-AC from a caller" => [[2, .. request[1..^0]]],
            "A-ABORT before an association" => [EncodedPdus.AbortUnexpectedPdu],
            "PDU-type 8" => [[8, 0, 0, 0, 0, 4, 0, 0, 0, 0]],
            "PDU-type 0" => [new byte[16]],
            "A-ASSOCIATE-RQ of 4 GiB" => [[1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 1]],
            "A-ASSOCIATE-RQ of 10 bytes" => [[1, 0, 0, 0, 0, 10, 0, 1]],
            "half an A-ASSOCIATE-RQ and the end" => [request[..(request.Length / 2)]],
            "10 000 presentation contexts" => [Associate([.. Enumerable.Range(0, 10_000).SelectMany(i => Context((byte)((i * 2) + 1)))])],
            "10 000 presentation contexts over 64 KiB each" => [Associate(new byte[600_000])],
            "513 transfer syntaxes in a context" =>
                [Associate(Item(0x20, [1, 0, 0, 0, .. Enumerable.Repeat(Item(0x40, "1.2"u8), 513).SelectMany(i => i)]))],
            "an item that runs over its end" => [Associate([0x20, 0, 0xFF, 0xFF, 1])],
            "one context twice" => [Associate([.. Context(1), .. Context(1)])],
            "a UID of 65 characters" => [Associate(Item(0x20, [1, 0, 0, 0, .. Item(0x30, [.. Enumerable.Repeat((byte)'1', 65)])]))],
            "no user information" => [Associate([.. Item(0x10, "1.2.840.10008.3.1.1.1"u8)])],
            "an unknown called title" => [PduWriter.Write(RawPeer.Request() with { CalledAE = "OTHER" })],
            "protocol version 2" => [[.. request[..6], 0, 2, .. request[8..]]],
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    private static byte[][] Conversation(string what)
    {
        var store = RawPeer.Command(3, RawPeer.Store());
        var piece = RawPeer.Value(3, false, false, new byte[8000]);
        return what switch
        {
            "an unknown PDU-type" => [[0x21, 0, 0, 0, 0, 4, 0, 0, 0, 0]],
            "a second A-ASSOCIATE-RQ" => [PduWriter.Write(RawPeer.Request())],
            "A-RELEASE-RP without a question" => [EncodedPdus.ReleaseReply],
            "P-DATA-TF over the maximum" => [RawPeer.Value(3, true, false, new byte[20_000])],
            "P-DATA-TF without a value" => [[4, 0, 0, 0, 0, 0]],
            "a value that runs over its PDU" => [[4, 0, 0, 0, 0, 10, 0, 0, 0, 200, 3, 1, 0, 0, 0, 0]],
            "a value shorter than its header" => [[4, 0, 0, 0, 0, 10, 0, 0, 0, 1, 3, 1, 0, 0, 0, 0]],
            "a context that was not accepted" => [RawPeer.Command(77, RawPeer.Echo())],
            "a message that changes its context" => [store, RawPeer.Value(1, false, true, new byte[10])],
            "a data set before its command" => [piece],
            "a command within a data set" => [store, piece, RawPeer.Command(3, RawPeer.Echo())],
            "a command set without end" => [.. Enumerable.Repeat(RawPeer.Value(1, true, false, new byte[8000]), 3)],
            "a command element of 4 GiB" => [RawPeer.Value(1, true, true, [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2])],
            "a command set without its field" => [RawPeer.Value(1, true, true, [0, 0, 0x10, 1, 2, 0, 0, 0, 1, 0])],
            "a data set in empty fragments without end" => [store, .. Enumerable.Repeat(RawPeer.Value(3, false, false, []), 1200)],
            "a data set without end" => [store, .. Enumerable.Repeat(piece, 300)],
            "A-ABORT within a data set" => [store, piece, EncodedPdus.AbortUnexpectedPdu],
            "the end of the connection within a data set" => [store, piece[..4000]],
            "the release within a data set" => [store, piece, EncodedPdus.ReleaseRequest],
            "the release twice" => [EncodedPdus.ReleaseRequest, EncodedPdus.ReleaseRequest],
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    // PS3.8 9.3.2: | 0..1 version | 2..3 | 4..19 called | 20..35 calling | 36..67 | 68.. items |
    private static byte[] Associate(ReadOnlySpan<byte> items)
    {
        var pdu = new byte[PduHeader.Size + AssociatePdu.FixedLength + items.Length];
        new PduHeader(PduType.AssociateRequest, (uint)(pdu.Length - PduHeader.Size)).Write(pdu);
        pdu[7] = 1;
        pdu.AsSpan(10, 32).Fill((byte)'A');
        items.CopyTo(pdu.AsSpan(PduHeader.Size + AssociatePdu.FixedLength));
        return pdu;
    }

    private static byte[] Context(byte id) => Item(0x20, [id, 0, 0, 0, .. Item(0x30, "1.2"u8)]);

    private static byte[] Item(byte type, ReadOnlySpan<byte> value) => [type, 0, (byte)(value.Length >> 8), (byte)value.Length, .. value];
}
