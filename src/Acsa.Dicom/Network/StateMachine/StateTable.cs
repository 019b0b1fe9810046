using System.Collections.Frozen;
using static Acsa.Dicom.Network.StateMachine.AssociationAction;
using static Acsa.Dicom.Network.StateMachine.AssociationEvent;
using static Acsa.Dicom.Network.StateMachine.AssociationState;

namespace Acsa.Dicom.Network.StateMachine;

/// <summary>PS3.8 table 9-10 as data: which action an event leads to in a state. An absent pair cannot occur.</summary>
internal static class StateTable
{
    private static readonly AssociationState[] Sta6To12 = [Sta6, Sta7, Sta8, Sta9, Sta10, Sta11, Sta12];

    private static readonly AssociationState[] Sta8To12 = [Sta8, Sta9, Sta10, Sta11, Sta12];

    private static readonly AssociationState[] Sta5To12 = [Sta5, Sta6, Sta7, Sta8, Sta9, Sta10, Sta11, Sta12];

    private static readonly FrozenDictionary<(AssociationEvent, AssociationState), AssociationAction> Actions = Build();

    /// <summary>The action for an event in a state, <see cref="None"/> where the table is empty.</summary>
    public static AssociationAction Action(AssociationEvent what, AssociationState state) => Actions.GetValueOrDefault((what, state));

    /// <summary>The state that an action leads to; two of them depend on more than the table (PS3.8 tables 9-6 and 9-8).</summary>
    /// <param name="action">The action taken.</param>
    /// <param name="current">The state it is taken in.</param>
    /// <param name="isRequestor">AR-8: the association-requestor goes on to Sta9, the acceptor to Sta10.</param>
    /// <param name="isAcceptable">AE-6: whether the provider itself can accept the request.</param>
    public static AssociationState Next(AssociationAction action, AssociationState current, bool isRequestor, bool isAcceptable) =>
        action switch
    {
        AE1 => Sta4,
        AE2 => Sta5,
        AE3 or AE7 or DT1 or DT2 => Sta6,
        AE5 => Sta2,
        AE6 => isAcceptable ? Sta3 : Sta13,
        AR1 or AR6 => Sta7,
        AR2 or AR7 => Sta8,
        AR8 => isRequestor ? Sta9 : Sta10,
        AR9 => Sta11,
        AR10 => Sta12,
        AE8 or AR4 or AA1 or AA6 or AA7 or AA8 => Sta13,
        AE4 or AR3 or AR5 or AA2 or AA3 or AA4 or AA5 => Sta1,
        _ => current,
    };

    private static FrozenDictionary<(AssociationEvent, AssociationState), AssociationAction> Build()
    {
        var table = new Dictionary<(AssociationEvent, AssociationState), AssociationAction>();

        void On(AssociationEvent what, params (AssociationAction Action, AssociationState[] States)[] cells)
        {
            foreach (var (action, states) in cells)
                foreach (var state in states)
                    table.Add((what, state), action);
        }

        On(AssociateRequest, (AE1, [Sta1]));
        On(TransportConnected, (AE2, [Sta4]));
        On(AssociateAcceptPdu, (AA1, [Sta2]), (AA8, [Sta3]), (AE3, [Sta5]), (AA8, Sta6To12), (AA6, [Sta13]));
        On(AssociateRejectPdu, (AA1, [Sta2]), (AA8, [Sta3]), (AE4, [Sta5]), (AA8, Sta6To12), (AA6, [Sta13]));
        On(TransportIndication, (AE5, [Sta1]));
        On(AssociateRequestPdu, (AE6, [Sta2]), (AA8, [Sta3, .. Sta5To12]), (AA7, [Sta13]));
        On(AssociateAccept, (AE7, [Sta3]));
        On(AssociateReject, (AE8, [Sta3]));
        On(DataRequest, (DT1, [Sta6]), (AR7, [Sta8]));
        On(DataPdu, (AA1, [Sta2]), (AA8, [Sta3, Sta5]), (DT2, [Sta6]), (AR6, [Sta7]), (AA8, Sta8To12), (AA6, [Sta13]));
        On(ReleaseRequest, (AR1, [Sta6]));
        On(ReleaseRequestPdu,
            (AA1, [Sta2]), (AA8, [Sta3, Sta5]), (AR2, [Sta6]), (AR8, [Sta7]), (AA8, Sta8To12), (AA6, [Sta13]));
        On(ReleaseReplyPdu,
            (AA1, [Sta2]), (AA8, [Sta3, Sta5, Sta6]), (AR3, [Sta7]), (AA8, [Sta8, Sta9]), (AR10, [Sta10]), (AR3, [Sta11]), (AA8, [Sta12]),
            (AA6, [Sta13]));
        On(ReleaseResponse, (AR4, [Sta8]), (AR9, [Sta9]), (AR4, [Sta12]));
        On(AbortRequest, (AA1, [Sta3]), (AA2, [Sta4]), (AA1, Sta5To12));
        On(AbortPdu, (AA2, [Sta2]), (AA3, [Sta3, .. Sta5To12]), (AA2, [Sta13]));
        On(TransportClosed, (AA5, [Sta2]), (AA4, [Sta3, Sta4, .. Sta5To12]), (AR5, [Sta13]));
        On(ArtimExpired, (AA2, [Sta2, Sta13]));
        On(InvalidPdu, (AA1, [Sta2]), (AA8, [Sta3, .. Sta5To12]), (AA7, [Sta13]));
        return table.ToFrozenDictionary();
    }
}
