using Acsa.Dicom.Network.Pdu;
using Acsa.Dicom.Network.StateMachine;

namespace Acsa.Dicom.Network;

public abstract partial class DicomService
{
    private readonly DicomPresentationContext?[] _accepted = new DicomPresentationContext?[256];

    /// <summary>Accepts the association; contexts without an answer are refused. Possible once, in answer to a request.</summary>
    /// <exception cref="InvalidOperationException">The request was answered already, or there is none.</exception>
    protected async Task SendAssociationAcceptAsync(DicomAssociation association)
    {
        ArgumentNullException.ThrowIfNull(association);
        foreach (var context in association.PresentationContexts)
        {
            if (context.Result == DicomPresentationContextResult.Proposed)
                context.SetResult(DicomPresentationContextResult.RejectNoReason, null);
        }

        AssociationPduMapping.AgreeOnWindow(association);
        EnterContexts(association);
        await _upper.AcceptAsync(AssociationPduMapping.ToAccept(association, AdvertisedMaximum)).ConfigureAwait(false);
    }

    /// <summary>Rejects the association: one A-ASSOCIATE-RJ, and nothing after it. Possible once, in answer to a request.</summary>
    /// <exception cref="InvalidOperationException">The request was answered already, or there is none.</exception>
    protected async Task SendAssociationRejectAsync(DicomRejectResult result, DicomRejectSource source, DicomRejectReason reason)
    {
        RejectReason = reason;
        _environment.Leave(); // whoever was rejected takes nobody's place while its close is awaited
        NetworkLog.Rejected(Logger, _environment.Number, reason);
        // PS3.8 9.3.4: the reason's number is its source's own.
        await _upper.RejectAsync(new AssociateRejectPdu((byte)result, (byte)source, (byte)((int)reason & 0x0F))).ConfigureAwait(false);
    }

    /// <summary>Sends a verdict, whichever it is. Possible once, in answer to a request.</summary>
    /// <exception cref="InvalidOperationException">The request was answered already, or there is none.</exception>
    protected Task SendAssociationVerdictAsync(DicomAssociation association, AssociationVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(association);
        ArgumentNullException.ThrowIfNull(verdict);
        if (!verdict.IsAccepted) return SendAssociationRejectAsync(verdict.Result, verdict.Source, verdict.Reason);
        foreach (var answer in verdict.Contexts)
        {
            var context = association.PresentationContexts[answer.Id];
            context.SetResult(answer.Result, answer.TransferSyntax);
            // PS3.7 D.3.3.4: what is not proposed cannot be accepted.
            if (context.ProviderRole is not null) context.ProviderRole &= answer.ProviderRole;
        }

        foreach (var (sopClass, information) in verdict.ExtendedNegotiations)
            association.ExtendedNegotiations.AcceptApplicationInfo(sopClass, information);
        return SendAssociationAcceptAsync(association);
    }

    /// <summary>Answers the peer's release.</summary>
    protected async Task SendAssociationReleaseResponseAsync() => await _upper.ReplyReleaseAsync().ConfigureAwait(false);

    /// <summary>Aborts the association; nothing happens when there is none (any more).</summary>
    protected async Task SendAbortAsync(DicomAbortSource source, DicomAbortReason reason) =>
        await _upper.AbortAsync(AssociationEnd.LocalAbort, source, reason).ConfigureAwait(false);

    private protected void EnterContexts(DicomAssociation association)
    {
        _sender.SetPeerMaximum(association.MaximumPDULength);
        foreach (var context in association.PresentationContexts)
            _accepted[context.ID] = context.Result == DicomPresentationContextResult.Accept ? context : null;
    }

    /// <summary>What the requestor's side does with the answer to its request.</summary>
    private protected virtual void OnAssociateConfirm(in Indication indication)
    {
    }

    private async ValueTask OnIndicationAsync(Indication indication)
    {
        switch (indication.Kind)
        {
            case IndicationKind.AssociateRequest:
                await OnAssociateRequestAsync(indication.Associate).ConfigureAwait(false);
                break;
            case IndicationKind.AssociateAccept or IndicationKind.AssociateReject:
                OnAssociateConfirm(indication);
                break;
            case IndicationKind.ReleaseRequest:
                await OnReleaseRequestAsync().ConfigureAwait(false);
                break;
            case IndicationKind.Abort:
                var abort = (AbortPdu)indication.Message!;
                PeerAbort = new DicomAssociationAbortedException((DicomAbortSource)abort.Source, (DicomAbortReason)abort.Reason);
                await CallAsync(() =>
                {
                    (this as IDicomService)?.OnReceiveAbort(PeerAbort.AbortSource, PeerAbort.AbortReason);
                    return Task.CompletedTask;
                }).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask OnAssociateRequestAsync(AssociatePdu request)
    {
        var association = AssociationPduMapping.FromRequest(request, Network, _environment.Number);
        Association = association;
        NetworkLog.Requested(Logger, association.Number, association.CallingAE, association.RemoteHost, association.CalledAE);

        if (AssociationPolicy.JudgeProtocol(association) is { } protocol)
        {
            await SendAssociationVerdictAsync(association, protocol).ConfigureAwait(false);
            return;
        }

        if (_environment.Enter() is { } full)
        {
            await SendAssociationVerdictAsync(association, AssociationVerdict.Reject(full)).ConfigureAwait(false);
            return;
        }

        var isJudged = this is IDicomServiceProvider provider
            && await CallAsync(() => provider.OnReceiveAssociationRequestAsync(association)).ConfigureAwait(false);
        if (_upper.State != AssociationState.Sta3) return; // answered
        // A provider that failed may work the next time; one that gave no answer will not.
        var result = isJudged ? DicomRejectResult.Permanent : DicomRejectResult.Transient;
        await SendAssociationRejectAsync(result, DicomRejectSource.ServiceUser, DicomRejectReason.NoReasonGiven).ConfigureAwait(false);
    }

    private async ValueTask OnReleaseRequestAsync()
    {
        if (this is IDicomServiceProvider provider) await CallAsync(provider.OnReceiveAssociationReleaseRequestAsync).ConfigureAwait(false);
        if (_upper.State is AssociationState.Sta8 or AssociationState.Sta9 or AssociationState.Sta12)
            await _upper.ReplyReleaseAsync().ConfigureAwait(false);
    }

    // Calls into code that is not ours: what it throws is logged and answered, and the association lives on.
    private async ValueTask<bool> CallAsync(Func<Task> provider)
    {
        try
        {
            await _upper.WatchAsync(provider()).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) // part of the association loop
        {
            NetworkLog.ProviderFailed(Logger, e, _environment.Number);
            return false;
        }
    }
}
