namespace Acsa.Dicom.Network;

public sealed partial class DicomStatus
{
    /// <summary>Success.</summary>
    public static readonly DicomStatus Success = new("0000", DicomState.Success, "Success");

    /// <summary>Cancel.</summary>
    public static readonly DicomStatus Cancel = new("FE00", DicomState.Cancel, "Cancel");

    /// <summary>Pending.</summary>
    public static readonly DicomStatus Pending = new("FF00", DicomState.Pending, "Pending");

    /// <summary>Attribute list error.</summary>
    public static readonly DicomStatus AttributeListError = new("0107", DicomState.Warning, "Attribute list error");

    /// <summary>Processing failure.</summary>
    public static readonly DicomStatus ProcessingFailure = new("0110", DicomState.Failure, "Processing failure");

    /// <summary>Duplicate SOP instance.</summary>
    public static readonly DicomStatus DuplicateSOPInstance = new("0111", DicomState.Failure, "Duplicate SOP instance");

    /// <summary>No such SOP instance.</summary>
    public static readonly DicomStatus NoSuchObjectInstance = new("0112", DicomState.Failure, "No such SOP instance");

    /// <summary>No such event type.</summary>
    public static readonly DicomStatus NoSuchEventType = new("0113", DicomState.Failure, "No such event type");

    /// <summary>Invalid argument value.</summary>
    public static readonly DicomStatus InvalidArgumentValue = new("0115", DicomState.Failure, "Invalid argument value");

    /// <summary>Invalid SOP instance: the UID breaks the rules for UIDs.</summary>
    public static readonly DicomStatus InvalidObjectInstance = new("0117", DicomState.Failure, "Invalid SOP instance");

    /// <summary>No such SOP class.</summary>
    public static readonly DicomStatus NoSuchSOPClass = new("0118", DicomState.Failure, "No such SOP class");

    /// <summary>Class and instance do not belong together.</summary>
    public static readonly DicomStatus ClassInstanceConflict = new("0119", DicomState.Failure, "Class-instance conflict");

    /// <summary>SOP class not supported.</summary>
    public static readonly DicomStatus SOPClassNotSupported = new("0122", DicomState.Failure, "SOP class not supported");

    /// <summary>No such action type.</summary>
    public static readonly DicomStatus NoSuchActionType = new("0123", DicomState.Failure, "No such action type");

    /// <summary>Not authorised.</summary>
    public static readonly DicomStatus NotAuthorized = new("0124", DicomState.Failure, "Not authorized");

    /// <summary>Duplicate invocation: the Message ID is in use.</summary>
    public static readonly DicomStatus DuplicateInvocation = new("0210", DicomState.Failure, "Duplicate invocation");

    /// <summary>Unrecognised operation.</summary>
    public static readonly DicomStatus UnrecognizedOperation = new("0211", DicomState.Failure, "Unrecognized operation");

    /// <summary>Mistyped argument.</summary>
    public static readonly DicomStatus MistypedArgument = new("0212", DicomState.Failure, "Mistyped argument");

    /// <summary>Resource limitation.</summary>
    public static readonly DicomStatus ResourceLimitation = new("0213", DicomState.Failure, "Resource limitation");

    /// <summary>Refused: out of resources (PS3.4 table B.2-1); the sender may try again later.</summary>
    public static readonly DicomStatus StorageStorageOutOfResources = new("A7xx", DicomState.Failure, "Refused: out of resources");

    /// <summary>Error: data set does not match SOP class (PS3.4 table B.2-1).</summary>
    public static readonly DicomStatus StorageDataSetDoesNotMatchSOPClassError =
        new("A9xx", DicomState.Failure, "Error: data set does not match SOP class");

    /// <summary>Error: cannot understand (PS3.4 table B.2-1).</summary>
    public static readonly DicomStatus StorageCannotUnderstand = new("Cxxx", DicomState.Failure, "Error: cannot understand");

    /// <summary>Warning: coercion of data elements (PS3.4 table B.2-1).</summary>
    public static readonly DicomStatus StorageCoercionOfDataElements =
        new("B000", DicomState.Warning, "Warning: coercion of data elements");

    /// <summary>Warning: elements discarded (PS3.4 table B.2-1).</summary>
    public static readonly DicomStatus StorageElementsDiscarded = new("B006", DicomState.Warning, "Warning: elements discarded");

    /// <summary>Warning: data set does not match SOP class (PS3.4 table B.2-1).</summary>
    public static readonly DicomStatus StorageDataSetDoesNotMatchSOPClassWarning =
        new("B007", DicomState.Warning, "Warning: data set does not match SOP class");

    /// <summary>Refused: out of resources (PS3.4 table C.4-1).</summary>
    public static readonly DicomStatus QueryRetrieveOutOfResources = new("A700", DicomState.Failure, "Refused: out of resources");

    /// <summary>Refused: the number of matches cannot be calculated (PS3.4 table C.4-2).</summary>
    public static readonly DicomStatus QueryRetrieveUnableToCalculateNumberOfMatches =
        new("A701", DicomState.Failure, "Refused: unable to calculate number of matches");

    /// <summary>Refused: sub-operations cannot be performed (PS3.4 table C.4-2).</summary>
    public static readonly DicomStatus QueryRetrieveUnableToPerformSuboperations =
        new("A702", DicomState.Failure, "Refused: unable to perform sub-operations");

    /// <summary>Refused: move destination unknown (PS3.4 table C.4-2).</summary>
    public static readonly DicomStatus QueryRetrieveMoveDestinationUnknown =
        new("A801", DicomState.Failure, "Refused: move destination unknown");

    /// <summary>Error: the identifier does not match the SOP class (PS3.4 table C.4-1).</summary>
    public static readonly DicomStatus QueryRetrieveIdentifierDoesNotMatchSOPClass =
        new("A900", DicomState.Failure, "Error: identifier does not match SOP class");

    /// <summary>Failed: unable to process (PS3.4 table C.4-1).</summary>
    public static readonly DicomStatus QueryRetrieveUnableToProcess = new("Cxxx", DicomState.Failure, "Failed: unable to process");

    /// <summary>Pending: a match, but optional keys were not supported (PS3.4 table C.4-1).</summary>
    public static readonly DicomStatus QueryRetrieveOptionalKeysNotSupported =
        new("FF01", DicomState.Pending, "Pending: optional keys not supported");

    /// <summary>Warning: sub-operations complete, one or more failed (PS3.4 table C.4-2).</summary>
    public static readonly DicomStatus QueryRetrieveSubOpsOneOrMoreFailures =
        new("B000", DicomState.Warning, "Warning: sub-operations complete, one or more failures or warnings");

    // Any other code of the ranges that PS3.7 Annex C keeps for one type.
    private static readonly DicomStatus OtherWarning = new("Bxxx", DicomState.Warning, "Warning");

    private static readonly DicomStatus[] Known =
    [
        Success, Cancel, Pending, QueryRetrieveOptionalKeysNotSupported, QueryRetrieveMoveDestinationUnknown, AttributeListError,
        ProcessingFailure, DuplicateSOPInstance, NoSuchObjectInstance, NoSuchEventType, InvalidArgumentValue, InvalidObjectInstance,
        NoSuchSOPClass, ClassInstanceConflict, SOPClassNotSupported, NoSuchActionType, NotAuthorized, DuplicateInvocation,
        UnrecognizedOperation, MistypedArgument, ResourceLimitation, StorageStorageOutOfResources,
        StorageDataSetDoesNotMatchSOPClassError, StorageCannotUnderstand, StorageCoercionOfDataElements, StorageElementsDiscarded,
        StorageDataSetDoesNotMatchSOPClassWarning, OtherWarning,
    ];
}
