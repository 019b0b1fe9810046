using System.Buffers.Binary;
using System.Text;

namespace Acsa.Dicom.Network.Pdu;

/// <summary>Reads the body of A-ASSOCIATE-RQ and -AC; unknown items are skipped, as PS3.8 9.3.1 asks.</summary>
internal static class AssociatePduParser
{
    public static PduFailure Parse(bool isRequest, ReadOnlySpan<byte> body, out AssociatePdu? pdu)
    {
        pdu = null;
        var contexts = new List<PresentationContextItem>();
        var usedIds = new HashSet<byte>();
        string? applicationContext = null;
        UserInformationItem? userInformation = null;

        var items = new PduItemReader(body, AssociatePdu.FixedLength);
        while (items.MoveNext())
        {
            switch (items.Type)
            {
                case PduItemType.ApplicationContext:
                    if (!TryReadUid(items.Value, out applicationContext)) return items.Fail(PduFailureKind.InvalidUid);
                    break;

                case PduItemType.PresentationContextRequest when isRequest:
                case PduItemType.PresentationContextAccept when !isRequest:
                    if (contexts.Count == NetworkLimits.PresentationContexts)
                        return items.Fail(PduFailureKind.TooManyPresentationContexts);
                    var failure = ParsePresentationContext(isRequest, items, out var context);
                    if (failure.Kind != PduFailureKind.None) return failure;
                    if (context!.Id % 2 == 0 || !usedIds.Add(context.Id))
                        return items.Fail(PduFailureKind.InvalidPresentationContextId);
                    contexts.Add(context);
                    break;

                case PduItemType.UserInformation:
                    failure = UserInformationParser.Parse(items, out userInformation);
                    if (failure.Kind != PduFailureKind.None) return failure;
                    break;
            }
        }

        if (items.Failure.Kind != PduFailureKind.None) return items.Failure;
        if (applicationContext is null || userInformation is null) return new(PduFailureKind.MissingItem, body.Length);

        pdu = new AssociatePdu(isRequest)
        {
            ProtocolVersion = BinaryPrimitives.ReadUInt16BigEndian(body),
            CalledAE = Encoding.Latin1.GetString(body[4..20]).Trim(' ', '\0'),
            CallingAE = Encoding.Latin1.GetString(body[20..36]).Trim(' ', '\0'),
            ApplicationContext = applicationContext,
            PresentationContexts = contexts,
            UserInformation = userInformation,
        };
        return default;
    }

    // PS3.8 9.3.2.2, 9.3.3.2: | 0 identifier | 1 reserved | 2 reserved, in an answer result/reason | 3 reserved | 4.. sub-items |
    private static PduFailure ParsePresentationContext(bool isRequest, in PduItemReader item, out PresentationContextItem? context)
    {
        context = null;
        if (item.Value.Length < 4) return item.Fail(PduFailureKind.ItemTooShort);

        string? abstractSyntax = null;
        var transferSyntaxes = new List<string>();
        var subItems = item.Open(4);
        while (subItems.MoveNext())
        {
            if (subItems.Type is not (PduItemType.AbstractSyntax or PduItemType.TransferSyntax)) continue;
            if (!TryReadUid(subItems.Value, out var uid)) return subItems.Fail(PduFailureKind.InvalidUid);
            if (subItems.Type == PduItemType.AbstractSyntax) abstractSyntax = uid;
            else transferSyntaxes.Add(uid);
        }

        if (subItems.Failure.Kind != PduFailureKind.None) return subItems.Failure;
        if (isRequest && abstractSyntax is null) return item.Fail(PduFailureKind.MissingItem);
        context = new(item.Value[0], abstractSyntax, isRequest ? (byte)0 : item.Value[2], transferSyntaxes);
        return default;
    }

    /// <summary>Reads a UID; padding with NUL or space is tolerated, though PS3.8 Annex F wants none.</summary>
    public static bool TryReadUid(ReadOnlySpan<byte> bytes, out string uid)
    {
        uid = "";
        bytes = bytes.Trim("\0 "u8);
        if (bytes.Length > NetworkLimits.UidLength || bytes.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E)) return false;
        uid = Encoding.ASCII.GetString(bytes);
        return true;
    }
}
