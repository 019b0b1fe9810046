using System.Buffers.Binary;
using System.Text;

namespace Acsa.Dicom.Network.Pdu;

/// <summary>Reads the user information item and its sub-items (PS3.8 Annex D.1, PS3.7 Annex D.3.3).</summary>
internal static class UserInformationParser
{
    public static PduFailure Parse(in PduItemReader item, out UserInformationItem? information)
    {
        information = null;
        var result = new UserInformationItem();
        var roles = new List<RoleSelectionItem>();
        var extended = new List<ExtendedNegotiationItem>();
        var common = new List<CommonExtendedNegotiationItem>();

        var subItems = item.Open(0);
        while (subItems.MoveNext())
        {
            var value = subItems.Value;
            switch (subItems.Type)
            {
                // PS3.8 D.1: | 0..3 maximum length |
                case PduItemType.MaximumLength:
                    if (value.Length < 4) return subItems.Fail(PduFailureKind.ItemTooShort);
                    result = result with { MaximumLength = BinaryPrimitives.ReadUInt32BigEndian(value) };
                    break;

                case PduItemType.ImplementationClassUid:
                    if (!AssociatePduParser.TryReadUid(value, out var uid)) return subItems.Fail(PduFailureKind.InvalidUid);
                    result = result with { ImplementationClassUid = uid };
                    break;

                // PS3.7 D.3.3.2.3: at most 16 characters
                case PduItemType.ImplementationVersionName:
                    var name = Encoding.Latin1.GetString(value[..Math.Min(value.Length, 16)]).Trim(' ', '\0');
                    result = result with { ImplementationVersionName = name };
                    break;

                // PS3.7 D.3.3.3.1: | 0..1 invoked | 2..3 performed |
                case PduItemType.AsynchronousOperationsWindow:
                    if (value.Length < 4) return subItems.Fail(PduFailureKind.ItemTooShort);
                    var invoked = BinaryPrimitives.ReadUInt16BigEndian(value);
                    var performed = BinaryPrimitives.ReadUInt16BigEndian(value[2..]);
                    result = result with { AsynchronousOperations = new(invoked, performed) };
                    break;

                // PS3.7 D.3.3.4.1: | 0..1 UID length n | 2.. UID | 2+n SCU role | 3+n SCP role |
                case PduItemType.RoleSelection:
                    if (!TryReadCounted(ref value, out var roleClass) || value.Length < 2)
                        return subItems.Fail(PduFailureKind.ItemTooShort);
                    if (!AssociatePduParser.TryReadUid(roleClass, out uid)) return subItems.Fail(PduFailureKind.InvalidUid);
                    roles.Add(new(uid, value[0] != 0, value[1] != 0));
                    break;

                // PS3.7 D.3.3.5.1: | 0..1 UID length n | 2.. UID | 2+n.. service class application information |
                case PduItemType.SopClassExtendedNegotiation:
                    if (!TryReadCounted(ref value, out var extendedClass)) return subItems.Fail(PduFailureKind.ItemTooShort);
                    if (!AssociatePduParser.TryReadUid(extendedClass, out uid)) return subItems.Fail(PduFailureKind.InvalidUid);
                    extended.Add(new(uid, value.ToArray()));
                    break;

                case PduItemType.SopClassCommonExtendedNegotiation:
                    var failure = ReadCommonExtendedNegotiation(subItems, common);
                    if (failure.Kind != PduFailureKind.None) return failure;
                    break;

                // PS3.7 D.3.3.7.1: | 0 type | 1 response requested | 2..3 length n | 4.. primary | then length and secondary |
                case PduItemType.UserIdentityRequest:
                    if (value.Length < 4) return subItems.Fail(PduFailureKind.ItemTooShort);
                    var (type, responseRequested) = (value[0], value[1] != 0);
                    value = value[2..];
                    if (!TryReadCounted(ref value, out var primary)) return subItems.Fail(PduFailureKind.ItemTooShort);
                    TryReadCounted(ref value, out var secondary);
                    result = result with { UserIdentity = new(type, responseRequested, primary.ToArray(), secondary.ToArray()) };
                    break;

                // PS3.7 D.3.3.7.2: | 0..1 length n | 2.. server response |
                case PduItemType.UserIdentityReply:
                    if (!TryReadCounted(ref value, out var reply)) return subItems.Fail(PduFailureKind.ItemTooShort);
                    result = result with { UserIdentityReply = reply.ToArray() };
                    break;
            }
        }

        if (subItems.Failure.Kind != PduFailureKind.None) return subItems.Failure;
        information = result with { Roles = roles, ExtendedNegotiations = extended, CommonExtendedNegotiations = common };
        return default;
    }

    // PS3.7 D.3.3.6.1: three counted fields, SOP class, service class and a list of related general SOP classes, each of it counted again.
    private static PduFailure ReadCommonExtendedNegotiation(in PduItemReader item, List<CommonExtendedNegotiationItem> common)
    {
        var value = item.Value;
        if (!TryReadCounted(ref value, out var sopClass) || !TryReadCounted(ref value, out var serviceClass)
            || !TryReadCounted(ref value, out var list)) return item.Fail(PduFailureKind.ItemTooShort);
        if (!AssociatePduParser.TryReadUid(sopClass, out var sopClassUid)
            || !AssociatePduParser.TryReadUid(serviceClass, out var serviceClassUid)) return item.Fail(PduFailureKind.InvalidUid);

        var related = new List<string>();
        while (!list.IsEmpty)
        {
            if (related.Count == NetworkLimits.ItemsPerList) return item.Fail(PduFailureKind.TooManyItems);
            if (!TryReadCounted(ref list, out var general)) return item.Fail(PduFailureKind.ItemTooShort);
            if (!AssociatePduParser.TryReadUid(general, out var generalUid)) return item.Fail(PduFailureKind.InvalidUid);
            related.Add(generalUid);
        }

        common.Add(new(sopClassUid, serviceClassUid, related));
        return default;
    }

    private static bool TryReadCounted(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (rest.Length < 2) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length > rest.Length - 2) return false;
        field = rest.Slice(2, length);
        rest = rest[(2 + length)..];
        return true;
    }
}
