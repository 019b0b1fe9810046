using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Acsa.Worker.Tests.Fakes;

/// <summary>A PACS of raw bytes that does with each request as it is told; without a script it takes the connection and no more.</summary>
sealed class ScriptedPacs : IAsyncDisposable
{
    readonly TcpListener _listener;
    readonly CancellationTokenSource _ended = new();
    readonly Func<Exchange, int, Task>? _script;
    readonly Task _running;
    int _requests;

    public ScriptedPacs(Func<Exchange, int, Task>? script, int port = 0)
    {
        _script = script;
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Associations { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _running;
        _ended.Dispose();
    }

    async Task RunAsync()
    {
        var calls = new List<Task>();
        try
        {
            while (true) calls.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(calls);
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                if (_script is null) await Task.Delay(Timeout.Infinite, _ended.Token);
                var exchange = new Exchange(client, _ended.Token);
                var request = await exchange.ReadPduAsync();
                await client.GetStream().WriteAsync(Accept(request), _ended.Token);
                Associations++;
                while (await exchange.ReadCommandAsync()) await _script!(exchange, _requests++);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The call is over, by its own way or ours.
            }
        }
    }

    // PS3.8 9.3.3: the request's titles, application context and contexts, each with its first transfer syntax.
    static byte[] Accept(byte[] request)
    {
        using var items = new MemoryStream();
        for (var at = 74; at + 4 <= request.Length;)
        {
            var (type, length) = (request[at], BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(at + 2)));
            var item = request.AsSpan(at + 4, length);
            if (type == 0x10) items.Write(request, at, 4 + length);
            if (type == 0x20) items.Write(
                [0x21, 0, .. BigEndian((ushort)(4 + FirstSyntax(item).Length)), item[0], 0, 0, 0, .. FirstSyntax(item)]);
            at += 4 + length;
        }

        items.Write([0x50, 0, 0, 16, 0x51, 0, 0, 4, 0, 0, 0x40, 0, 0x52, 0, 0, 4, .. "1.2\0"u8]);
        var body = items.ToArray();
        return [2, 0, .. BigEndian((uint)(68 + body.Length)), 0, 1, 0, 0, .. request.AsSpan(10, 64), .. body];
    }

    static byte[] FirstSyntax(ReadOnlySpan<byte> context)
    {
        for (var at = 4; ; at += 4 + BinaryPrimitives.ReadUInt16BigEndian(context[(at + 2)..]))
            if (context[at] == 0x40) return context.Slice(at, 4 + BinaryPrimitives.ReadUInt16BigEndian(context[(at + 2)..])).ToArray();
    }

    static byte[] BigEndian(ushort value) => [(byte)(value >> 8), (byte)value];

    static byte[] BigEndian(uint value) => [.. BigEndian((ushort)(value >> 16)), .. BigEndian((ushort)value)];

    /// <summary>A request as far as its command set, and what can be done about it.</summary>
    public sealed class Exchange(TcpClient client, CancellationToken stop)
    {
        byte _context;
        byte[] _command = [];
        bool _hasDataSet;

        public string SopInstanceUid => Encoding.ASCII.GetString(Element(0x1000)).TrimEnd('\0', ' ');

        public async Task<byte[]> ReadPduAsync()
        {
            var header = new byte[6];
            await client.GetStream().ReadExactlyAsync(header, stop);
            var body = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(2))];
            await client.GetStream().ReadExactlyAsync(body, stop);
            return [.. header, .. body];
        }

        /// <summary>False when the peer releases the association; the release is answered.</summary>
        public async Task<bool> ReadCommandAsync()
        {
            var pdu = await ReadPduAsync();
            if (pdu[0] == 5) await client.GetStream().WriteAsync(new byte[] { 6, 0, 0, 0, 0, 4, 0, 0, 0, 0 }, stop);
            if (pdu[0] != 4) return false;
            (_context, _command) = (pdu[10], pdu[12..]); // One presentation data value, the whole command set.
            _hasDataSet = BinaryPrimitives.ReadUInt16LittleEndian(Element(0x0800)) != 0x0101;
            return true;
        }

        public async Task ReadDataSetAsync()
        {
            while (_hasDataSet) _hasDataSet = ((await ReadPduAsync())[11] & 2) == 0;
        }

        /// <summary>Takes the object and answers.</summary>
        public async Task AnswerAsync(ushort status = 0, int idOffset = 0)
        {
            await ReadDataSetAsync();
            var field = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(Element(0x0100)) | 0x8000);
            var id = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(Element(0x0110)) + idOffset);
            byte[] elements =
            [
                .. Element(0x0002, Element(0x0002)), .. Element(0x0100, LittleEndian(field)), .. Element(0x0120, LittleEndian(id)),
                .. Element(0x0800, LittleEndian(0x0101)), .. Element(0x0900, LittleEndian(status)), .. Element(0x1000, Element(0x1000)),
            ];
            byte[] command = [.. Element(0x0000, [.. LittleEndian((ushort)elements.Length), 0, 0]), .. elements];
            await client.GetStream().WriteAsync(
                (byte[])[4, 0, .. BigEndian((uint)(command.Length + 6)), .. BigEndian((uint)(command.Length + 2)), _context, 3, .. command],
                stop);
        }

        public Task DropAsync()
        {
            client.Client.Close(0); // With what was not read: a reset.
            throw new IOException("dropped");
        }

        public Task StopReadingAsync() => Task.Delay(Timeout.Infinite, stop);

        // PS3.7 6.3.1: command elements of group 0000, implicit VR little endian.
        byte[] Element(ushort element)
        {
            for (var at = 0; at + 8 <= _command.Length;)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(_command.AsSpan(at + 4));
                if (BinaryPrimitives.ReadUInt16LittleEndian(_command.AsSpan(at + 2)) == element)
                    return _command[(at + 8)..(at + 8 + length)];
                at += 8 + length;
            }

            return [];
        }

        static byte[] Element(ushort element, byte[] value) =>
            [0, 0, .. LittleEndian(element), .. LittleEndian((ushort)value.Length), 0, 0, .. value];

        static byte[] LittleEndian(ushort value) => [(byte)value, (byte)(value >> 8)];
    }
}
