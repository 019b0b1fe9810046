using System.Net;
using System.Net.Sockets;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Dimse;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Tests.Network;

/// <summary>A peer that sends what it is told, right or wrong.</summary>
internal sealed class RawPeer : IDisposable
{
    public const string UltrasoundClass = "1.2.840.10008.5.1.4.1.1.6.1";
    public const string Implicit = "1.2.840.10008.1.2";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;

    private RawPeer(Socket socket) => _socket = socket;

    public static async Task<RawPeer> ConnectAsync(int port, bool noDelay = true, IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = noDelay };
        if (from is not null) socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new RawPeer(socket);
    }

    /// <summary>
    /// Connects and associates; context 1 is verification, context 3 ultrasound image storage, both implicit little endian.
    /// </summary>
    public static async Task<RawPeer> AssociateAsync(
        int port, Func<AssociatePdu, AssociatePdu>? change = null, bool noDelay = true, IPAddress? from = null)
    {
        var peer = await ConnectAsync(port, noDelay, from);
        var request = Request();
        await peer.SendAsync(PduWriter.Write(change?.Invoke(request) ?? request));
        Assert.Equal((byte)PduType.AssociateAccept, (await peer.ReadPduAsync())[0]);
        return peer;
    }

    /// <summary>Takes a client's association, each context with its first transfer syntax, and all roles.</summary>
    public static async Task<(RawPeer Peer, AssociatePdu Request)> AcceptAsync(
        TcpListener listener, Func<AssociatePdu, AssociatePdu>? change = null)
    {
        var peer = new RawPeer(await listener.AcceptSocketAsync());
        var request = (AssociatePdu)PduParser.Parse(await peer.ReadPduAsync(), default, 16384).Message!;
        var accept = new AssociatePdu(IsRequest: false)
        {
            CalledAE = request.CalledAE,
            CallingAE = request.CallingAE,
            PresentationContexts =
            [
                .. request.PresentationContexts.Select(context =>
                    context with { AbstractSyntax = null, TransferSyntaxes = [context.TransferSyntaxes[0]] }),
            ],
            UserInformation = new() { MaximumLength = 16384, ImplementationClassUid = "1.2.3", Roles = request.UserInformation.Roles },
        };
        await peer.SendAsync(PduWriter.Write(change?.Invoke(accept) ?? accept));
        return (peer, request);
    }

    public static AssociatePdu Request() => new(IsRequest: true)
    {
        CalledAE = "NODE",
        CallingAE = "SCANNER",
        PresentationContexts = [new(1, "1.2.840.10008.1.1", 0, [Implicit]), new(3, UltrasoundClass, 0, [Implicit])],
        UserInformation = new() { MaximumLength = 16384, ImplementationClassUid = "1.2.3", ImplementationVersionName = "RAW" },
    };

    public static byte[] Value(byte context, bool isCommand, bool isLast, ReadOnlySpan<byte> bytes)
    {
        var pdu = new byte[PresentationDataValue.PduOverhead + bytes.Length];
        PresentationDataValue.WriteHeaders(pdu, context, isCommand, isLast, bytes.Length);
        bytes.CopyTo(pdu.AsSpan(PresentationDataValue.PduOverhead));
        return pdu;
    }

    public static byte[] Command(byte context, CommandSet command)
    {
        var bytes = new byte[CommandSetEncoding.LongestWritten];
        return Value(context, isCommand: true, isLast: true, bytes.AsSpan(0, CommandSetEncoding.Write(command, bytes)));
    }

    public static CommandSet Echo(ushort id = 7) => new()
    {
        Field = DicomCommandField.CEchoRequest,
        SopClassUid = "1.2.840.10008.1.1",
        MessageId = id,
    };

    public static CommandSet Store(ushort id = 9, string instance = "1.2.3.4") => new()
    {
        Field = DicomCommandField.CStoreRequest,
        SopClassUid = UltrasoundClass,
        SopInstanceUid = instance,
        MessageId = id,
        Priority = 0,
        HasDataSet = true,
    };

    public async Task SendAsync(params byte[][] pieces)
    {
        foreach (var piece in pieces) await _socket.SendAsync(piece);
    }

    public async Task SendAsync(byte[][] pieces, CancellationToken cancellation)
    {
        foreach (var piece in pieces) await _socket.SendAsync(piece, cancellation);
    }

    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next PDU, header included; empty at the end of the connection.</summary>
    public async Task<byte[]> ReadPduAsync()
    {
        var header = await ReadAsync(PduHeader.Size);
        if (header.Length < PduHeader.Size) return header;
        return [.. header, .. await ReadAsync((int)PduHeader.Read(header).Length)];
    }

    /// <summary>Everything up to the end of the connection.</summary>
    public async Task<byte[]> ReadToEndAsync() => await ReadAsync(int.MaxValue);

    /// <summary>The command set of the next message.</summary>
    public async Task<CommandSet> ReadCommandAsync()
    {
        var pdu = await ReadPduAsync();
        Assert.Equal((byte)PduType.PresentationData, pdu[0]);
        return CommandSetEncoding.Read(pdu.AsSpan(PresentationDataValue.PduOverhead))!;
    }

    public async Task<CommandSet> ExchangeAsync(params byte[][] pieces)
    {
        await SendAsync(pieces);
        return await ReadCommandAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ReadAsync(int length)
    {
        using var patience = new CancellationTokenSource(Patience);
        var bytes = new MemoryStream();
        var buffer = new byte[Math.Min(length, 65536)];
        while (bytes.Length < length)
        {
            int read;
            try
            {
                read = await _socket.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - bytes.Length)), patience.Token);
            }
            catch (SocketException)
            {
                break;
            }

            if (read == 0) break;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
