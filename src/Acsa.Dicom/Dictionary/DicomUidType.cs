namespace Acsa.Dicom;

/// <summary>What a registered UID names (PS3.6 annex A).</summary>
public enum DicomUidType
{
    /// <summary>A transfer syntax.</summary>
    TransferSyntax,

    /// <summary>A SOP class.</summary>
    SOPClass,

    /// <summary>A group of SOP classes negotiated together.</summary>
    MetaSOPClass,

    /// <summary>A service class.</summary>
    ServiceClass,

    /// <summary>A well-known SOP instance.</summary>
    SOPInstance,

    /// <summary>The DICOM application context.</summary>
    ApplicationContextName,

    /// <summary>An application hosting model.</summary>
    ApplicationHostingModel,

    /// <summary>A coding scheme.</summary>
    CodingScheme,

    /// <summary>A frame of reference.</summary>
    FrameOfReference,

    /// <summary>A synchronization frame of reference.</summary>
    SynchronizationFrameOfReference,

    /// <summary>An LDAP object identifier.</summary>
    LDAP,

    /// <summary>A mapping resource.</summary>
    MappingResource,

    /// <summary>A context group of coded concepts.</summary>
    ContextGroupName,

    /// <summary>Not registered.</summary>
    Unknown,
}
