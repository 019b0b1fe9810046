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
            AsyncOpsProposed = user.AsynchronousOperations,
            MaxAsyncOpsInvoked = user.AsynchronousOperations?.Invoked ?? 1,
            MaxAsyncOpsPerformed = user.AsynchronousOperations?.Performed ?? 1,
            UserIdentityNegotiation = DicomUserIdentityNegotiation.From(user.UserIdentity),
        };
        foreach (var item in user.ExtendedNegotiations)
        {
            var information = new DicomServiceApplicationInfo(item.Information);
            association.ExtendedNegotiations.AddOrUpdate(DicomUID.Parse(item.SopClassUid), information);
        }

        foreach (var item in user.CommonExtendedNegotiations)
        {
            association.ExtendedNegotiations.AddOrUpdate(
                DicomUID.Parse(item.SopClassUid), DicomUID.Parse(item.ServiceClassUid),
                [.. item.RelatedGeneralClasses.Select(DicomUID.Parse)]);
        }

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
            AsynchronousOperations = association.AsyncOpsProposed is null ? null : Window(association),
            UserIdentityReply = association.UserIdentityNegotiation is { PositiveResponseRequested: true } identity
                ? identity.ReplyToItem() ?? [] : null,
            // PS3.7 D.3.3.5: only what was proposed is answered, and only with what is accepted.
            ExtendedNegotiations =
            [
                .. association.ExtendedNegotiations.Where(item => item.AcceptedApplicationInfo is not null).Select(negotiation =>
                    new ExtendedNegotiationItem(negotiation.SopClassUid.UID, negotiation.AcceptedApplicationInfo!.GetValues())),
            ],
        },
    };

    /// <summary>Lowers the proposed window to what this side takes; what it may then have outstanding is agreed by that.</summary>
    public static void AgreeOnWindow(DicomAssociation association)
    {
        var proposed = association.AsyncOpsProposed ?? new(1, 1);
        association.MaxAsyncOpsInvoked = Agreed(association.MaxAsyncOpsInvoked, proposed.Invoked);
        association.MaxAsyncOpsPerformed = Agreed(association.MaxAsyncOpsPerformed, proposed.Performed);

        static int Agreed(int wanted, ushort proposed) =>
            Math.Min(OrUnlimited(wanted), Math.Min(OrUnlimited(proposed), NetworkLimits.OutstandingOperations));

        static int OrUnlimited(int count) => count <= 0 ? int.MaxValue : count;
    }

    public static AssociatePdu ToRequest(DicomAssociation association, uint maximumLength) => new(IsRequest: true)
    {
        CalledAE = association.CalledAE,
        CallingAE = association.CallingAE,
        PresentationContexts =
        [
            .. association.PresentationContexts.Select(context => new PresentationContextItem(
                context.ID, context.AbstractSyntax.UID, 0, [.. context.GetTransferSyntaxes().Select(syntax => syntax.UID.UID)])),
        ],
        UserInformation = User(association, maximumLength) with
        {
            // Without the item the window is 1 and 1 (PS3.7 D.3.3.3).
            AsynchronousOperations = association is { MaxAsyncOpsInvoked: 1, MaxAsyncOpsPerformed: 1 } ? null : Window(association),
            UserIdentity = association.UserIdentityNegotiation?.ToItem(),
            ExtendedNegotiations =
            [
                .. association.ExtendedNegotiations.Where(item => item.RequestedApplicationInfo is not null).Select(negotiation =>
                    new ExtendedNegotiationItem(negotiation.SopClassUid.UID, negotiation.RequestedApplicationInfo!.GetValues())),
            ],
            CommonExtendedNegotiations =
            [
                .. association.ExtendedNegotiations.Where(item => item.ServiceClassUid is not null).Select(negotiation =>
                    new CommonExtendedNegotiationItem(
                        negotiation.SopClassUid.UID, negotiation.ServiceClassUid!.UID,
                        [.. negotiation.RelatedGeneralSopClasses.Select(general => general.UID)])),
            ],
        },
    };

    /// <summary>Enters the peer's answer; contexts that it leaves out count as rejected.</summary>
    public static void TakeAccept(DicomAssociation association, AssociatePdu accept)
    {
        TakePeer(association, accept.UserInformation);
        var window = accept.UserInformation.AsynchronousOperations ?? new(1, 1);
        // An answer above the proposal agrees to the proposal.
        association.MaxAsyncOpsInvoked = Smaller(association.MaxAsyncOpsInvoked, window.Invoked);
        association.MaxAsyncOpsPerformed = Smaller(association.MaxAsyncOpsPerformed, window.Performed);
        association.UserIdentityNegotiation?.TakeReply(accept.UserInformation.UserIdentityReply);
        foreach (var negotiation in association.ExtendedNegotiations) negotiation.AcceptApplicationInfo(null);
        foreach (var item in accept.UserInformation.ExtendedNegotiations)
            association.ExtendedNegotiations.AcceptApplicationInfo(DicomUID.Parse(item.SopClassUid), new(item.Information));

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

    // 0 = any number
    private static int Smaller(int proposed, int answered) =>
        proposed == 0 ? answered : answered == 0 ? proposed : Math.Min(proposed, answered);

    private static AsynchronousOperationsItem Window(DicomAssociation association) =>
        new((ushort)association.MaxAsyncOpsInvoked, (ushort)association.MaxAsyncOpsPerformed);

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
        // PS3.7 D.3.3.4: roles are those of a SOP class, whatever the number of its contexts.
        Roles =
        [
            .. association.PresentationContexts.GroupBy(context => context.AbstractSyntax)
                .Where(contexts => contexts.Any(context => context.UserRole is not null || context.ProviderRole is not null))
                .Select(contexts => new RoleSelectionItem(
                    contexts.Key.UID,
                    contexts.Any(context => context.UserRole ?? context.ProviderRole is null),
                    contexts.Any(context => context.ProviderRole ?? false))),
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
