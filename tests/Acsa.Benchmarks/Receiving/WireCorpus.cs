using System.Buffers.Binary;
using System.Text;
using Acsa.Benchmarks.Corpora;

namespace Acsa.Benchmarks.Receiving;

/// <summary>A corpus as the bytes of C-STORE requests, laid out before the clock starts, so that the receiver is what is
/// measured.</summary>
sealed class WireCorpus
{
    const int PduHeaderLength = 6;
    const int ValueHeaderLength = 6;
    const byte Command = 1;
    const byte Last = 2;

    WireCorpus(Corpus corpus, int pduLength)
    {
        Corpus = corpus;
        var sources = corpus.Files.Select(WireSource.Read).ToArray();
        Contexts = [.. sources.Select(source => (source.SopClassUid, source.TransferSyntaxUid)).Distinct()];
        Requests = new byte[sources.Length][];
        for (var i = 0; i < sources.Length; i++)
        {
            var context = (byte)(2 * Contexts.ToList().IndexOf((sources[i].SopClassUid, sources[i].TransferSyntaxUid)) + 1);
            Requests[i] = Encode(sources[i], context, (ushort)(i % ushort.MaxValue + 1), pduLength - ValueHeaderLength);
        }
    }

    public Corpus Corpus { get; }

    /// <summary>What is proposed, in order: context 1, 3, 5 …</summary>
    public IReadOnlyList<(string SopClassUid, string TransferSyntaxUid)> Contexts { get; }

    /// <summary>One request with its data set, all of its PDUs.</summary>
    public byte[][] Requests { get; }

    /// <summary>Lays a corpus out in PDUs of at most a length, headers of the PDU excluded (PS3.8 D.1).</summary>
    public static WireCorpus Encode(Corpus corpus, int pduLength) => new(corpus, pduLength);

    static byte[] Encode(WireSource source, byte context, ushort messageId, int fragment)
    {
        var command = CommandSet(source, messageId);
        var fragments = (source.DataSet.Length + fragment - 1) / fragment;
        var bytes = new byte[command.Length + source.DataSet.Length + (fragments + 1) * (PduHeaderLength + ValueHeaderLength)];
        var at = Value(bytes, 0, command, context, Command | Last);
        for (var from = 0; from < source.DataSet.Length; from += fragment)
        {
            var piece = source.DataSet.Span[from..Math.Min(source.DataSet.Length, from + fragment)];
            at = Value(bytes, at, piece, context, from + fragment >= source.DataSet.Length ? Last : (byte)0);
        }

        return bytes;
    }

    static int Value(byte[] bytes, int at, ReadOnlySpan<byte> value, byte context, byte control)
    {
        var span = bytes.AsSpan(at);
        span[0] = 4; // P-DATA-TF
        BinaryPrimitives.WriteInt32BigEndian(span[2..], value.Length + ValueHeaderLength);
        BinaryPrimitives.WriteInt32BigEndian(span[6..], value.Length + 2);
        (span[10], span[11]) = (context, control);
        value.CopyTo(span[12..]);
        return at + PduHeaderLength + ValueHeaderLength + value.Length;
    }

    // PS3.7 9.3.1.1, implicit VR little endian.
    static byte[] CommandSet(WireSource source, ushort messageId)
    {
        using var body = new MemoryStream();
        Write(body, 0x0002, Uid(source.SopClassUid));
        Write(body, 0x0100, [0x01, 0]); // C-STORE-RQ
        Write(body, 0x0110, [(byte)messageId, (byte)(messageId >> 8)]);
        Write(body, 0x0700, [0, 0]);
        Write(body, 0x0800, [1, 0]);
        Write(body, 0x1000, Uid(source.SopInstanceUid));
        using var whole = new MemoryStream();
        Write(whole, 0x0000, BitConverter.GetBytes((uint)body.Length));
        body.WriteTo(whole);
        return whole.ToArray();
    }

    static byte[] Uid(string uid) => Encoding.ASCII.GetBytes(uid.Length % 2 == 0 ? uid : uid + '\0');

    static void Write(Stream to, ushort element, byte[] value)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], element);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], value.Length);
        to.Write(head);
        to.Write(value);
    }
}
