using System.Buffers.Binary;

namespace Acsa.Dicom.Network.Pdu;

/// <summary>A piece of a presentation data value (PS3.8 9.3.5.1, Annex E): what has arrived of it, in order.</summary>
/// <param name="ContextId">The presentation context that it belongs to.</param>
/// <param name="IsCommand">Bit 0 of the message control header: command set rather than data set.</param>
/// <param name="IsLastFragment">Bit 1: no further fragment of this command or data set follows this PDV.</param>
/// <param name="EndsValue">This piece is the last of its PDV.</param>
/// <param name="Bytes">The piece; valid until the next read.</param>
internal readonly record struct PresentationDataValue(
    byte ContextId, bool IsCommand, bool IsLastFragment, bool EndsValue, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Item length (4), context identifier (1), message control header (1).</summary>
    public const int HeaderSize = 6;

    public const byte CommandBit = 0x01;
    public const byte LastBit = 0x02;

    /// <summary>The command or data set ends with this piece.</summary>
    public bool EndsMessage => EndsValue && IsLastFragment;

    /// <summary>Writes the headers of a P-DATA-TF that holds one PDV of <paramref name="length"/> bytes.</summary>
    public static void WriteHeaders(Span<byte> destination, byte contextId, bool isCommand, bool isLast, int length)
    {
        new PduHeader(PduType.PresentationData, (uint)(length + HeaderSize)).Write(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[PduHeader.Size..], (uint)(length + 2));
        destination[PduHeader.Size + 4] = contextId;
        destination[PduHeader.Size + 5] = (byte)((isCommand ? CommandBit : 0) | (isLast ? LastBit : 0));
    }

    /// <summary>Both headers together.</summary>
    public const int PduOverhead = PduHeader.Size + HeaderSize;
}
