namespace Acsa.DicomScp;

/// <summary>The answer to an association request (PS3.8 9.3.4, table 9-21).</summary>
public enum AdmissionVerdict
{
    /// <summary>Admitted.</summary>
    Admitted,

    /// <summary>The called AE title is not this node's: A-ASSOCIATE-RJ, permanent, service user, reason 7.</summary>
    CalledAeUnknown,

    /// <summary>No scanner of this calling AE title is configured: A-ASSOCIATE-RJ, permanent, service user, reason 3.</summary>
    CallingAeUnknown,

    /// <summary>The title is configured for another host; on the wire the same as an unknown calling AE.</summary>
    HostNotAllowed,
}
