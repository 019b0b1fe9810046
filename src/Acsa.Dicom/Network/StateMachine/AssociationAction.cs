namespace Acsa.Dicom.Network.StateMachine;

/// <summary>The actions of PS3.8 tables 9-6 to 9-9, under the standard's names (AE-1 is <see cref="AE1"/>).</summary>
internal enum AssociationAction
{
    /// <summary>Not in the table: the event cannot occur in this state, and nothing is done.</summary>
    None,

    /// <summary>Open the transport connection.</summary>
    AE1,

    /// <summary>Send A-ASSOCIATE-RQ.</summary>
    AE2,

    /// <summary>Confirm the association to the user.</summary>
    AE3,

    /// <summary>Tell the user of the rejection; close the transport connection.</summary>
    AE4,

    /// <summary>Answer the transport connection; start ARTIM.</summary>
    AE5,

    /// <summary>Stop ARTIM; indicate the association to the user if acceptable, else send A-ASSOCIATE-RJ and start ARTIM.</summary>
    AE6,

    /// <summary>Send A-ASSOCIATE-AC.</summary>
    AE7,

    /// <summary>Send A-ASSOCIATE-RJ; start ARTIM.</summary>
    AE8,

    /// <summary>Send P-DATA-TF.</summary>
    DT1,

    /// <summary>Hand P-DATA to the user.</summary>
    DT2,

    /// <summary>Send A-RELEASE-RQ.</summary>
    AR1,

    /// <summary>Indicate the release to the user.</summary>
    AR2,

    /// <summary>Confirm the release to the user; close the transport connection.</summary>
    AR3,

    /// <summary>Send A-RELEASE-RP; start ARTIM.</summary>
    AR4,

    /// <summary>Stop ARTIM.</summary>
    AR5,

    /// <summary>Hand P-DATA to the user, who has asked for the release.</summary>
    AR6,

    /// <summary>Send P-DATA-TF before the release is answered.</summary>
    AR7,

    /// <summary>Indicate a release collision to the user.</summary>
    AR8,

    /// <summary>Send A-RELEASE-RP, as requestor in a collision.</summary>
    AR9,

    /// <summary>Confirm the release to the user, as acceptor in a collision.</summary>
    AR10,

    /// <summary>Send A-ABORT of the service-user; start (or restart) ARTIM.</summary>
    AA1,

    /// <summary>Stop ARTIM; close the transport connection.</summary>
    AA2,

    /// <summary>Tell the user of the abort; close the transport connection.</summary>
    AA3,

    /// <summary>Tell the user that the provider aborted (A-P-ABORT).</summary>
    AA4,

    /// <summary>Stop ARTIM.</summary>
    AA5,

    /// <summary>Ignore the PDU.</summary>
    AA6,

    /// <summary>Send A-ABORT.</summary>
    AA7,

    /// <summary>Send A-ABORT of the service-provider; tell the user that the provider aborted; start ARTIM.</summary>
    AA8,
}
