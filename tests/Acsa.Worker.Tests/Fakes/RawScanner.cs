using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Acsa.Worker.Tests.Fakes;

/// <summary>A scanner of raw bytes, prepared beforehand: it takes next to no managed memory for what it sends.</summary>
sealed class RawScanner : IDisposable
{
    const string UltrasoundImage = "1.2.840.10008.5.1.4.1.1.6.1";
    const int PduLength = 16_384;
    static readonly byte[] Success = [0, 0, 0, 9, 2, 0, 0, 0, 0, 0];
    readonly Dictionary<int, byte[]> _messages = [];
    readonly byte[] _answer = new byte[4096];
    readonly Socket _socket;
    int _number;

    RawScanner(Socket socket) => _socket = socket;

    public static async Task<RawScanner> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        var scanner = new RawScanner(socket);
        // PS3.8 9.3.2: one context, ultrasound image, explicit VR little endian
        byte[] body =
        [
            0, 1, 0, 0, .. "ACSA            "u8, .. "RAW             "u8, .. new byte[32], .. Item(0x10, "1.2.840.10008.3.1.1.1"u8),
            .. Item(0x20, [1, 0, 0, 0, .. Item(0x30, Encoding.ASCII.GetBytes(UltrasoundImage)), .. Item(0x40, "1.2.840.10008.1.2.1"u8)]),
            .. Item(0x50, [.. Item(0x51, [0, 0, PduLength >> 8, 0]), .. Item(0x52, "2.25.1"u8)]),
        ];
        await socket.SendAsync((byte[])[1, 0, .. BigEndian(body.Length), .. body]);
        if (await scanner.ReadPduAsync() != 2) throw new IOException("The association was not accepted.");
        return scanner;
    }

    /// <summary>Stores an instance of its own UID and waits for Success.</summary>
    public async Task StoreAsync(int bytes)
    {
        if (!_messages.TryGetValue(bytes, out var message)) _messages[bytes] = message = Message(bytes);
        Rename(message);
        for (var sent = 0; sent < message.Length;) sent += await _socket.SendAsync(message.AsMemory(sent));
        // The response's command set: (0000,0900) US is its Status.
        if (await ReadPduAsync() != 4 || _answer.AsSpan().IndexOf(Success) < 0)
            throw new IOException("The instance was not answered Success.");
    }

    /// <summary>Begins to store an instance, and goes no further than half of it.</summary>
    public async Task BeginAsync(int bytes)
    {
        var message = Message(bytes);
        for (var sent = 0; sent < message.Length / 2;) sent += await _socket.SendAsync(message.AsMemory(sent, message.Length / 2 - sent));
    }

    public void Dispose() => _socket.Dispose();

    // Both places in which a message names its instance: 2.25.1 and nine digits.
    void Rename(byte[] message)
    {
        _number++;
        for (var at = 0; message.AsSpan(at).IndexOf("2.25.1"u8) is >= 0 and var found && found < 600; at += found + 15)
            _number.TryFormat(message.AsSpan(at + found + 6, 9), out _, "000000000", CultureInfo.InvariantCulture);
    }

    static byte[] Message(int bytes)
    {
        byte[] fields =
        [
            .. Element(0x0002, Encoding.ASCII.GetBytes(UltrasoundImage + "\0")), .. Element(0x0100, [1, 0]), .. Element(0x0110, [1, 0]),
            .. Element(0x0700, [0, 0]), .. Element(0x0800, [1, 0]), .. Element(0x1000, "2.25.1000000000\0"u8.ToArray()),
        ];
        byte[] command = [.. Element(0x0000, BitConverter.GetBytes(fields.Length)), .. fields];
        byte[] dataSet =
        [
            .. Explicit(0x0008, 0x0016, "UI", Encoding.ASCII.GetBytes(UltrasoundImage + "\0")),
            .. Explicit(0x0008, 0x0018, "UI", "2.25.1000000000\0"u8), .. Explicit(0x0020, 0x000D, "UI", "1.2.3\0"u8),
            0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'W', 0, 0, .. BitConverter.GetBytes(bytes), .. new byte[bytes],
        ];
        using var message = new MemoryStream();
        Write(message, command, 3);
        for (var at = 0; at < dataSet.Length; at += PduLength - 6)
        {
            var length = Math.Min(PduLength - 6, dataSet.Length - at);
            Write(message, dataSet.AsSpan(at, length), (byte)(at + length == dataSet.Length ? 2 : 0));
        }

        return message.ToArray();
    }

    // PS3.8 9.3.5: one presentation data value in a PDU
    static void Write(MemoryStream to, ReadOnlySpan<byte> value, byte control) =>
        to.Write([4, 0, .. BigEndian(value.Length + 6), .. BigEndian(value.Length + 2), 1, control, .. value]);

    async Task<byte> ReadPduAsync()
    {
        await FillAsync(_answer.AsMemory(0, 6));
        var type = _answer[0];
        await FillAsync(_answer.AsMemory(0, BinaryPrimitives.ReadInt32BigEndian(_answer.AsSpan(2))));
        return type;
    }

    async Task FillAsync(Memory<byte> memory)
    {
        while (memory.Length > 0)
        {
            var read = await _socket.ReceiveAsync(memory);
            if (read == 0) throw new IOException("The node closed the connection.");
            memory = memory[read..];
        }
    }

    static byte[] Item(byte type, ReadOnlySpan<byte> content) => [type, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    static byte[] Element(ushort element, byte[] value) =>
        [0, 0, (byte)element, (byte)(element >> 8), .. BitConverter.GetBytes(value.Length), .. value];

    static byte[] Explicit(ushort group, ushort element, string vr, ReadOnlySpan<byte> value) =>
        [.. BitConverter.GetBytes(group), .. BitConverter.GetBytes(element), .. Encoding.ASCII.GetBytes(vr),
            .. BitConverter.GetBytes((ushort)value.Length), .. value];

    static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
