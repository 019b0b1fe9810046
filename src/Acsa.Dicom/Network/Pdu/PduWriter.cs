using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Acsa.Dicom.Network.Pdu;

/// <summary>Encodes PDUs other than P-DATA-TF, whose headers <see cref="PresentationDataValue.WriteHeaders"/> writes.</summary>
internal static class PduWriter
{
    public static byte[] Write(PduMessage message) => message switch
    {
        AssociatePdu associate => WriteAssociate(associate),
        AssociateRejectPdu reject => WriteFixed(PduType.AssociateReject, reject.Result, reject.Source, reject.Reason),
        AbortPdu abort => WriteFixed(PduType.Abort, 0, abort.Source, abort.Reason),
        ReleaseRequestPdu => WriteFixed(PduType.ReleaseRequest, 0, 0, 0),
        ReleaseReplyPdu => WriteFixed(PduType.ReleaseReply, 0, 0, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    private static byte[] WriteFixed(PduType type, byte second, byte third, byte fourth) =>
        [(byte)type, 0, 0, 0, 0, 4, 0, second, third, fourth];

    private static byte[] WriteAssociate(AssociatePdu pdu)
    {
        var fixedPart = new byte[AssociatePdu.FixedLength];
        BinaryPrimitives.WriteUInt16BigEndian(fixedPart, pdu.ProtocolVersion);
        WriteTitle(fixedPart.AsSpan(4, 16), pdu.CalledAE);
        WriteTitle(fixedPart.AsSpan(20, 16), pdu.CallingAE);

        var body = new ArrayBufferWriter<byte>(1024);
        body.Write(fixedPart);
        WriteItem(body, PduItemType.ApplicationContext, Ascii(pdu.ApplicationContext));
        foreach (var context in pdu.PresentationContexts)
        {
            var type = pdu.IsRequest ? PduItemType.PresentationContextRequest : PduItemType.PresentationContextAccept;
            WriteItem(body, type, PresentationContext(context));
        }

        WriteItem(body, PduItemType.UserInformation, UserInformation(pdu.UserInformation));

        var bytes = new byte[PduHeader.Size + body.WrittenCount];
        new PduHeader(pdu.IsRequest ? PduType.AssociateRequest : PduType.AssociateAccept, (uint)body.WrittenCount).Write(bytes);
        body.WrittenSpan.CopyTo(bytes.AsSpan(PduHeader.Size));
        return bytes;
    }

    private static ReadOnlySpan<byte> PresentationContext(PresentationContextItem context)
    {
        var value = new ArrayBufferWriter<byte>(256);
        value.Write<byte>([context.Id, 0, context.Result, 0]);
        if (context.AbstractSyntax is { } abstractSyntax) WriteItem(value, PduItemType.AbstractSyntax, Ascii(abstractSyntax));
        foreach (var syntax in context.TransferSyntaxes) WriteItem(value, PduItemType.TransferSyntax, Ascii(syntax));
        return value.WrittenSpan;
    }

    private static ReadOnlySpan<byte> UserInformation(UserInformationItem user)
    {
        var value = new ArrayBufferWriter<byte>(256);
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, user.MaximumLength);
        WriteItem(value, PduItemType.MaximumLength, four);
        WriteItem(value, PduItemType.ImplementationClassUid, Ascii(user.ImplementationClassUid));
        if (user.AsynchronousOperations is { } window)
        {
            BinaryPrimitives.WriteUInt16BigEndian(four, window.Invoked);
            BinaryPrimitives.WriteUInt16BigEndian(four[2..], window.Performed);
            WriteItem(value, PduItemType.AsynchronousOperationsWindow, four);
        }

        foreach (var role in user.Roles)
            WriteItem(value, PduItemType.RoleSelection,
                [.. Counted(Ascii(role.SopClassUid)), (byte)(role.ScuRole ? 1 : 0), (byte)(role.ScpRole ? 1 : 0)]);
        if (user.ImplementationVersionName.Length > 0)
            WriteItem(value, PduItemType.ImplementationVersionName, Ascii(user.ImplementationVersionName));
        foreach (var item in user.ExtendedNegotiations)
            WriteItem(value, PduItemType.SopClassExtendedNegotiation, [.. Counted(Ascii(item.SopClassUid)), .. item.Information]);
        foreach (var item in user.CommonExtendedNegotiations)
        {
            byte[] related = [.. item.RelatedGeneralClasses.SelectMany(general => Counted(Ascii(general)))];
            WriteItem(value, PduItemType.SopClassCommonExtendedNegotiation,
                [.. Counted(Ascii(item.SopClassUid)), .. Counted(Ascii(item.ServiceClassUid)), .. Counted(related)]);
        }

        if (user.UserIdentity is { } identity)
        {
            byte[] fixedFields = [identity.Type, (byte)(identity.PositiveResponseRequested ? 1 : 0)];
            WriteItem(value, PduItemType.UserIdentityRequest,
                [.. fixedFields, .. Counted(identity.PrimaryField), .. Counted(identity.SecondaryField)]);
        }

        if (user.UserIdentityReply is { } reply) WriteItem(value, PduItemType.UserIdentityReply, Counted(reply));
        return value.WrittenSpan;
    }

    private static void WriteItem(ArrayBufferWriter<byte> destination, PduItemType type, ReadOnlySpan<byte> value)
    {
        if (value.Length > ushort.MaxValue) throw new ArgumentException($"A {type} item holds at most 65535 bytes.", nameof(value));
        var header = destination.GetSpan(4);
        header[0] = (byte)type;
        header[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)value.Length);
        destination.Advance(4);
        destination.Write(value);
    }

    private static byte[] Counted(ReadOnlySpan<byte> field)
    {
        var bytes = new byte[2 + field.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)field.Length));
        field.CopyTo(bytes.AsSpan(2));
        return bytes;
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static void WriteTitle(Span<byte> field, string title)
    {
        field.Fill((byte)' ');
        Encoding.Latin1.GetBytes(title.AsSpan(0, Math.Min(title.Length, field.Length)), field);
    }
}
