using System.Buffers.Binary;

namespace Acsa.Dicom.Network.Pdu;

/// <summary>The header of every PDU (PS3.8 9.3.1).</summary>
/// <remarks><code>
/// | 0 | PDU-type | 1 | reserved | 2..5 | length of what follows, big endian |
/// </code></remarks>
internal readonly record struct PduHeader(PduType Type, uint Length)
{
    public const int Size = 6;

    public static PduHeader Read(ReadOnlySpan<byte> bytes) => new((PduType)bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));

    public void Write(Span<byte> bytes)
    {
        bytes[0] = (byte)Type;
        bytes[1] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], Length);
    }
}
