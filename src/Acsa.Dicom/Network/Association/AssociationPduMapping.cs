using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network;

/// <summary>Between <see cref="DicomAssociation"/> and the PDUs that carry it.</summary>
internal static class AssociationPduMapping
{
    public static DicomAssociation FromRequest(AssociatePdu pdu, INetworkStream network, long number)
    {
        var user = pdu.UserInformation;
        var association = new DicomAssociation(pdu.CallingAE, pdu.CalledAE)
        {
            Number = number,
            RemoteHost = network.RemoteHost,
            RemotePort = network.RemotePort,
            ProtocolVersion = pdu.ProtocolVersion,
            ApplicationContext = pdu.ApplicationContext,
            AsyncOpsProposed = user.AsynchronousOperations is not null,
            UserIdentityReplyRequested = user.UserIdentity is { PositiveResponseRequested: true },
        };
        TakePeer(association, user);

        foreach (var item in pdu.PresentationContexts)
        {
            var role = user.Roles.FirstOrDefault(r => r.SopClassUid == item.AbstractSyntax);
            var context = new DicomPresentationContext(item.Id, DicomUID.Parse(item.AbstractSyntax!), role?.ScuRole, role?.ScpRole);
            foreach (var syntax in item.TransferSyntaxes) context.AddTransferSyntax(DicomTransferSyntax.Parse(syntax));
            association.PresentationContexts.Add(context);
        }

        return association;
    }

    public static AssociatePdu ToAccept(DicomAssociation association, uint maximumLength) => new(IsRequest: false)
    {
        CalledAE = association.CalledAE,
        CallingAE = association.CallingAE,
        PresentationContexts = [.. association.PresentationContexts.Select(Answer)],
        UserInformation = User(association, maximumLength) with
        {
            // Responses leave in the order of the requests, one at a time, whatever window was proposed.
            AsynchronousOperations = association.AsyncOpsProposed ? new(1, 1) : null,
            UserIdentityReply = association.UserIdentityReplyRequested ? [] : null,
        },
    };

    public static AssociatePdu ToRequest(DicomAssociation association, uint maximumLength) => new(IsRequest: true)
    {
        CalledAE = association.CalledAE,
        CallingAE = association.CallingAE,
        PresentationContexts =
        [
            .. association.PresentationContexts.Select(context => new PresentationContextItem(
                context.ID, context.AbstractSyntax.UID, 0, [.. context.GetTransferSyntaxes().Select(syntax => syntax.UID.UID)])),
        ],
        UserInformation = User(association, maximumLength),
    };

    /// <summary>Enters the peer's answer; contexts that it leaves out count as rejected.</summary>
    public static void TakeAccept(DicomAssociation association, AssociatePdu accept)
    {
        TakePeer(association, accept.UserInformation);
        foreach (var context in association.PresentationContexts)
        {
            var answer = accept.PresentationContexts.FirstOrDefault(item => item.Id == context.ID);
            var agreed = answer is { Result: 0, TransferSyntaxes.Count: > 0 }
                ? DicomTransferSyntax.Parse(answer.TransferSyntaxes[0]) : null;
            if (agreed is not null && context.HasTransferSyntax(agreed)) context.SetResult(DicomPresentationContextResult.Accept, agreed);
            else context.SetResult(Refusal(answer), null);

            if (context.UserRole is null && context.ProviderRole is null) continue;
            // PS3.7 D.3.3.4: roles that are not answered fall back to the defaults.
            var role = accept.UserInformation.Roles.FirstOrDefault(r => r.SopClassUid == context.AbstractSyntax.UID);
            (context.UserRole, context.ProviderRole) = (role?.ScuRole ?? true, role?.ScpRole ?? false);
        }
    }

    private static DicomPresentationContextResult Refusal(PresentationContextItem? answer) =>
        answer is { Result: >= 1 and <= 4 } ? (DicomPresentationContextResult)answer.Result : DicomPresentationContextResult.RejectNoReason;

    private static void TakePeer(DicomAssociation association, UserInformationItem user)
    {
        association.MaximumPDULength = user.MaximumLength;
        association.RemoteImplementationVersion = user.ImplementationVersionName;
        association.RemoteImplementationClassUID =
            user.ImplementationClassUid.Length > 0 ? DicomUID.Parse(user.ImplementationClassUid) : null;
    }

    private static UserInformationItem User(DicomAssociation association, uint maximumLength) => new()
    {
        MaximumLength = maximumLength,
        ImplementationClassUid = DicomImplementation.ClassUID.UID,
        ImplementationVersionName = DicomImplementation.Version,
        Roles =
        [
            .. association.PresentationContexts
                .Where(context => context.UserRole is not null || context.ProviderRole is not null)
                .DistinctBy(context => context.AbstractSyntax)
                .Select(context => new RoleSelectionItem(
                    context.AbstractSyntax.UID, context.UserRole ?? false, context.ProviderRole ?? false)),
        ],
    };

    // PS3.8 9.3.3.2: exactly one transfer syntax, not significant unless accepted; some peers insist on one all the same.
    private static PresentationContextItem Answer(DicomPresentationContext context)
    {
        var result = context.Result == DicomPresentationContextResult.Proposed
            ? DicomPresentationContextResult.RejectNoReason : context.Result;
        var syntax = context.AcceptedTransferSyntax
            ?? context.GetTransferSyntaxes().FirstOrDefault() ?? DicomTransferSyntax.ImplicitVRLittleEndian;
        return new(context.ID, null, (byte)result, [syntax.UID.UID]);
    }
}
