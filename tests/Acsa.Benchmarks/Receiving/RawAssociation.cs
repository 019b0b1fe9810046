using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Acsa.Benchmarks.Receiving;

/// <summary>
/// The sender of the benchmark: a blocking socket, requests laid out beforehand, each response awaited. It costs so little that what is
/// measured is the receiver.
/// </summary>
sealed class RawAssociation : IDisposable
{
    readonly Socket _socket;
    readonly byte[] _response = new byte[64 * 1024];

    RawAssociation(Socket socket) => _socket = socket;

    /// <summary>Longest PDU that the peer takes (PS3.8 D.1); 0 = no limit.</summary>
    public uint PeerMaximum { get; private set; }

    /// <summary>Opens an association with a context for each pair of class and transfer syntax.</summary>
    /// <exception cref="BenchException">The peer rejects, or refuses a context.</exception>
    public static RawAssociation Open(int port, IReadOnlyList<(string SopClassUid, string TransferSyntaxUid)> contexts, string calledAe,
        bool hasNagle = false)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = !hasNagle };
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            var association = new RawAssociation(socket);
            association.Negotiate(contexts, calledAe);
            return association;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one request and takes its response; returns the seconds between.</summary>
    /// <exception cref="BenchException">The status is not Success.</exception>
    public double Store(byte[] request)
    {
        var start = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < request.Length;) sent += _socket.Send(request, sent, request.Length - sent, SocketFlags.None);
        var (type, length) = ReadPdu();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var status = type == 4 ? Status(_response.AsSpan(0, length)) : -1;
        return status == 0 ? seconds : throw new BenchException($"The receiver answered PDU {type}, status {status:X4}.");
    }

    /// <summary>Sends in two writes: a request whose last bytes leave by themselves, as DCMTK's do.</summary>
    public double StoreInPieces(byte[] request, int piece)
    {
        var start = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < request.Length; sent += piece)
            _socket.Send(request, sent, Math.Min(piece, request.Length - sent), SocketFlags.None);
        ReadPdu();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>A-RELEASE, and the close.</summary>
    public void Release()
    {
        _socket.Send([5, 0, 0, 0, 0, 4, 0, 0, 0, 0]);
        ReadPdu();
    }

    public void Dispose() => _socket.Dispose();

    void Negotiate(IReadOnlyList<(string SopClassUid, string TransferSyntaxUid)> contexts, string calledAe)
    {
        using var body = new MemoryStream();
        body.Write([0, 1, 0, 0]);
        body.Write(Encoding.ASCII.GetBytes(calledAe.PadRight(16) + "BENCH".PadRight(16)));
        body.Write(new byte[32]);
        Item(body, 0x10, "1.2.840.10008.3.1.1.1"u8);
        for (var i = 0; i < contexts.Count; i++)
        {
            using var context = new MemoryStream();
            context.Write([(byte)(2 * i + 1), 0, 0, 0]);
            Item(context, 0x30, Encoding.ASCII.GetBytes(contexts[i].SopClassUid));
            Item(context, 0x40, Encoding.ASCII.GetBytes(contexts[i].TransferSyntaxUid));
            Item(body, 0x20, context.ToArray());
        }

        using var user = new MemoryStream();
        Item(user, 0x51, [0, 0, 0x40, 0]);
        Item(user, 0x52, "2.25.314159265358980"u8);
        Item(body, 0x50, user.ToArray());
        var request = new byte[6 + body.Length];
        request[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(2), (int)body.Length);
        body.ToArray().CopyTo(request, 6);
        _socket.Send(request);

        var (type, length) = ReadPdu();
        if (type != 2) throw new BenchException($"The receiver answered the association request with PDU {type}.");
        var answer = _response.AsSpan(0, length);
        for (var at = 68; at + 4 <= length;)
        {
            var size = BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 2)..]);
            var value = answer.Slice(at + 4, size);
            if (answer[at] == 0x21 && value[2] != 0) throw new BenchException($"The receiver refused context {value[0]} ({value[2]}).");
            if (answer[at] == 0x50) PeerMaximum = MaximumLength(value);
            at += 4 + size;
        }
    }

    static uint MaximumLength(ReadOnlySpan<byte> user)
    {
        while (user.Length >= 4)
        {
            var size = BinaryPrimitives.ReadUInt16BigEndian(user[2..]);
            if (user[0] == 0x51) return BinaryPrimitives.ReadUInt32BigEndian(user[4..]);
            user = user[(4 + size)..];
        }

        return 16384;
    }

    static void Item(Stream to, byte type, ReadOnlySpan<byte> value)
    {
        to.Write([type, 0, (byte)(value.Length >> 8), (byte)value.Length]);
        to.Write(value);
    }

    // (0000,0900) of a command set that lies in one presentation data value.
    static int Status(ReadOnlySpan<byte> value)
    {
        for (var at = 6; at + 8 <= value.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(value[(at + 4)..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(value[at..]) == 0x0900_0000)
                return BinaryPrimitives.ReadUInt16LittleEndian(value[(at + 8)..]);
            at += 8 + length;
        }

        return -1;
    }

    (byte Type, int Length) ReadPdu()
    {
        Span<byte> head = stackalloc byte[6];
        Fill(head);
        var length = BinaryPrimitives.ReadInt32BigEndian(head[2..]);
        if ((uint)length > (uint)_response.Length) throw new BenchException($"The receiver sent a PDU of {length} bytes.");
        Fill(_response.AsSpan(0, length));
        return (head[0], length);
    }

    void Fill(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = _socket.Receive(bytes, SocketFlags.None);
            if (read == 0) throw new BenchException("The receiver closed the connection.");
            bytes = bytes[read..];
        }
    }
}
