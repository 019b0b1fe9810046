using System.Buffers.Binary;

namespace Acsa.Dicom.Network.Pdu;

/// <summary>
/// Bytes in; a message, a piece of data, "need more" or a typed failure out. No I/O, no state but the cursor that it is given.
/// P-DATA-TF is handed on piece by piece as it arrives, so that no length that a peer claims decides about memory.
/// </summary>
internal static class PduParser
{
    public static PduParseResult Parse(ReadOnlyMemory<byte> bytes, PduCursor cursor, int maximumPresentationData)
    {
        if (cursor.IsWithinPdu) return ParsePresentationData(bytes, cursor, 0);
        if (bytes.IsEmpty) return NeedMore(PduHeader.Size, 0, cursor);

        var span = bytes.Span;
        var type = (PduType)span[0];
        // The first byte alone tells HTTP, TLS and the like from DICOM: no reason to wait for five more.
        if (type is < PduType.AssociateRequest or > PduType.Abort) return Fail(PduFailureKind.UnrecognizedPdu, 0);
        if (span.Length < PduHeader.Size) return NeedMore(PduHeader.Size, 0, cursor);

        var header = PduHeader.Read(span);
        var (minimum, maximum) = LengthRange(type, maximumPresentationData);
        if (header.Length > (uint)maximum) return Fail(PduFailureKind.PduTooLong, 2);
        if (header.Length < (uint)minimum) return Fail(PduFailureKind.PduTooShort, 2);

        var length = (int)header.Length;
        if (type == PduType.PresentationData) return ParsePresentationData(bytes, new PduCursor(length, 0, 0, 0), PduHeader.Size);

        var total = PduHeader.Size + length;
        if (span.Length < total) return NeedMore(total, 0, cursor);

        var body = span[PduHeader.Size..total];
        if (type is PduType.AssociateRequest or PduType.AssociateAccept)
        {
            var failure = AssociatePduParser.Parse(type == PduType.AssociateRequest, body, out var associate);
            return failure.Kind != PduFailureKind.None
                ? Fail(failure.Kind, failure.Offset + PduHeader.Size)
                : new(PduParseOutcome.Message, total, default) { Message = associate };
        }

        PduMessage message = type switch
        {
            PduType.AssociateReject => new AssociateRejectPdu(body[1], body[2], body[3]),
            PduType.ReleaseRequest => ReleaseRequestPdu.Instance,
            PduType.ReleaseReply => ReleaseReplyPdu.Instance,
            _ => new AbortPdu(body[2], body[3]),
        };
        return new(PduParseOutcome.Message, total, default) { Message = message };
    }

    private static (int Minimum, int Maximum) LengthRange(PduType type, int maximumPresentationData) => type switch
    {
        PduType.AssociateRequest or PduType.AssociateAccept => (AssociatePdu.FixedLength, NetworkLimits.AssociatePduLength),
        PduType.PresentationData =>
            (PresentationDataValue.HeaderSize, maximumPresentationData + NetworkLimits.PresentationDataSlack),
        _ => (4, 4), // PS3.8 9.3.4, 9.3.6 to 9.3.8: fixed
    };

    private static PduParseResult ParsePresentationData(ReadOnlyMemory<byte> bytes, PduCursor cursor, int consumed)
    {
        var (pduRemaining, valueRemaining, contextId, control) = cursor;
        if (valueRemaining == 0)
        {
            // PS3.8 9.3.5.1: | 0..3 length, context identifier and control header included | 4 context identifier | 5 control header |
            if (pduRemaining < PresentationDataValue.HeaderSize) return Fail(PduFailureKind.PresentationDataTooShort, consumed);
            if (bytes.Length - consumed < PresentationDataValue.HeaderSize)
                return NeedMore(PresentationDataValue.HeaderSize, consumed, cursor);

            var header = bytes.Span[consumed..];
            var length = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (length < 2) return Fail(PduFailureKind.PresentationDataTooShort, consumed);
            if (length > (uint)(pduRemaining - 4)) return Fail(PduFailureKind.PresentationDataOverrun, consumed);

            (contextId, control, valueRemaining) = (header[4], header[5], (int)length - 2);
            consumed += PresentationDataValue.HeaderSize;
            pduRemaining -= PresentationDataValue.HeaderSize;

            if (valueRemaining > 0 && bytes.Length == consumed)
                return NeedMore(1, consumed, new PduCursor(pduRemaining, valueRemaining, contextId, control));
        }
        else if (bytes.Length == consumed)
        {
            return NeedMore(1, consumed, cursor);
        }

        var taken = Math.Min(bytes.Length - consumed, valueRemaining);
        var data = new PresentationDataValue(
            contextId,
            (control & PresentationDataValue.CommandBit) != 0,
            (control & PresentationDataValue.LastBit) != 0,
            taken == valueRemaining,
            bytes.Slice(consumed, taken));
        var next = new PduCursor(pduRemaining - taken, valueRemaining - taken, contextId, control);
        return new(PduParseOutcome.Data, consumed + taken, next.IsWithinPdu ? next : default) { Data = data };
    }

    private static PduParseResult NeedMore(int needed, int consumed, PduCursor cursor) =>
        new(PduParseOutcome.NeedMore, consumed, cursor) { Needed = needed };

    private static PduParseResult Fail(PduFailureKind kind, int offset) =>
        new(PduParseOutcome.Failure, 0, default) { Failure = new(kind, offset) };
}
