namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>A coded value (PS3.16 annex D unless the system says otherwise).</summary>
sealed record AuditCode(string Value, string Meaning, string System = "DCM")
{
    // CID 400 Audit Event ID
    public static readonly AuditCode ApplicationActivity = new("110100", "Application Activity");
    public static readonly AuditCode BeginTransferring = new("110102", "Begin Transferring DICOM Instances");
    public static readonly AuditCode InstancesAccessed = new("110103", "DICOM Instances Accessed");
    public static readonly AuditCode InstancesTransferred = new("110104", "DICOM Instances Transferred");
    public static readonly AuditCode Query = new("110112", "Query");
    public static readonly AuditCode SecurityAlert = new("110113", "Security Alert");
    public static readonly AuditCode UserAuthentication = new("110114", "User Authentication");

    // CID 401 Audit Event Type Code
    public static readonly AuditCode ApplicationStart = new("110120", "Application Start");
    public static readonly AuditCode ApplicationStop = new("110121", "Application Stop");
    public static readonly AuditCode Login = new("110122", "Login");
    public static readonly AuditCode Logout = new("110123", "Logout");
    public static readonly AuditCode NodeAuthentication = new("110126", "Node Authentication");
    public static readonly AuditCode NetworkConfiguration = new("110128", "Network Configuration");
    public static readonly AuditCode SecurityConfiguration = new("110129", "Security Configuration");
    public static readonly AuditCode SoftwareConfiguration = new("110131", "Software Configuration");

    // CID 402 Audit Active Participant Role ID Code
    public static readonly AuditCode Application = new("110150", "Application");
    public static readonly AuditCode Destination = new("110152", "Destination Role ID");
    public static readonly AuditCode Source = new("110153", "Source Role ID");

    // CID 404 Audit Participating Object ID Type Code
    public static readonly AuditCode StudyInstanceUid = new("110180", "Study Instance UID");
    public static readonly AuditCode SopClassUid = new("110181", "SOP Class UID");
    public static readonly AuditCode NodeId = new("110182", "Node ID");
    public static readonly AuditCode PatientNumber = new("2", "Patient Number", "RFC-3881");
}
