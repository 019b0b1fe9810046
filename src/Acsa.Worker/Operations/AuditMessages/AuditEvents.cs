using System.Globalization;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>The events of this node, each with the participants and objects that PS3.15 A.5.3 asks for.</summary>
/// <param name="aeTitle">This node's.</param>
/// <param name="host">This machine's name.</param>
sealed class AuditEvents(string aeTitle, string host)
{
    const string Person = "1", SystemObject = "2";
    const string Patient = "1", Report = "3", SecurityResource = "13", QueryRole = "24";

    // A.5.3.1
    public AuditMessage Application(bool isStart, DateTimeOffset at) => new(
        AuditCode.ApplicationActivity, isStart ? AuditCode.ApplicationStart : AuditCode.ApplicationStop, "E", at, 0, "",
        [Node(AuditCode.Application, isRequestor: false)], []);

    // A.5.3.3
    public AuditMessage BeginTransferring(string peerTitle, string peerHost, AuditObject study, AuditObject patient, DateTimeOffset at) => new(
        AuditCode.BeginTransferring, null, "E", at, 0, "",
        [Node(AuditCode.Source, isRequestor: true), Peer(peerTitle, peerHost, AuditCode.Destination, false)], [study, patient]);

    // A.5.3.7; "C" where this node has something new, "R" where it gave something away.
    public AuditMessage Transferred(
        bool isReceived, string peerTitle, string peerHost, AuditObject study, AuditObject patient, DateTimeOffset at, string trouble = "") => new(
        AuditCode.InstancesTransferred, null, isReceived ? "C" : "R", at, trouble.Length == 0 ? 0 : 4, trouble,
        isReceived
            ? [Peer(peerTitle, peerHost, AuditCode.Source, true), Node(AuditCode.Destination, isRequestor: false)]
            : [Node(AuditCode.Source, isRequestor: true), Peer(peerTitle, peerHost, AuditCode.Destination, false)],
        [study, patient]);

    // A.5.3.10
    public AuditMessage Query(string peerTitle, string peerHost, string sopClassUid, byte[] query, DateTimeOffset at, string trouble = "") => new(
        AuditCode.Query, null, "E", at, trouble.Length == 0 ? 0 : 4, trouble,
        [Node(AuditCode.Source, isRequestor: true), Peer(peerTitle, peerHost, AuditCode.Destination, false)],
        [new(SystemObject, QueryRole, AuditCode.SopClassUid, sopClassUid)
        {
            Query = query, Details = [("TransferSyntax", "1.2.840.10008.1.2.1")],
        }]);

    /// <summary>A study's instances are asked for by C-FIND, study root.</summary>
    public AuditMessage QueryOf(string peerTitle, string peerHost, string studyUid, DateTimeOffset at) =>
        Query(peerTitle, peerHost, "1.2.840.10008.5.1.4.1.2.2.1", [.. Element(0x0008, 0x0052, "CS", "SERIES "), .. Element(0x0020, 0x000D, "UI", studyUid)], at);

    // PS3.5 7.1.2: group, element, VR, length, value of even length
    static byte[] Element(ushort group, ushort element, string vr, string value)
    {
        var text = value.TrimEnd();
        if (text.Length % 2 == 1) text += vr == "UI" ? '\0' : ' ';
        return [(byte)group, (byte)(group >> 8), (byte)element, (byte)(element >> 8), .. System.Text.Encoding.ASCII.GetBytes(vr),
            (byte)text.Length, (byte)(text.Length >> 8), .. System.Text.Encoding.ASCII.GetBytes(text)];
    }

    // A.5.3.11
    public AuditMessage Alert(AuditCode type, AuditParticipant by, string about, string words, int outcome, DateTimeOffset at) => new(
        AuditCode.SecurityAlert, type, "E", at, outcome, words, [Node(AuditCode.Application, isRequestor: false), by],
        [new(SystemObject, SecurityResource, AuditCode.NodeId, about) { Details = [("Alert Description", words)] }]);

    // A.5.3.6: somebody looked at a study.
    public AuditMessage Accessed(string user, string from, AuditObject study, AuditObject patient, DateTimeOffset at) => new(
        AuditCode.InstancesAccessed, null, "R", at, 0, "",
        [new(user, null, true, null, from), Node(AuditCode.Application, isRequestor: false)], [study, patient]);

    // A.5.3.12
    public AuditMessage SignIn(string user, string from, bool isSuccess, DateTimeOffset at) => new(
        AuditCode.UserAuthentication, AuditCode.Login, "E", at, isSuccess ? 0 : 4, isSuccess ? "" : "The sign-in was refused.",
        [new(user, null, true, null, from), Node(AuditCode.Application, isRequestor: false)], []);

    public AuditMessage SignOut(string user, string from, DateTimeOffset at) => new(
        AuditCode.UserAuthentication, AuditCode.Logout, "E", at, 0, "",
        [new(user, null, true, null, from), Node(AuditCode.Application, isRequestor: false)], []);

    public static AuditObject Study(string uid, IReadOnlyList<(string SopClassUid, int Instances)> classes) =>
        new(SystemObject, Report, AuditCode.StudyInstanceUid, uid) { SopClasses = classes };

    /// <param name="id">Patient ID (0010,0020); empty when the objects have none.</param>
    public static AuditObject PatientOf(string id) => new(Person, Patient, AuditCode.PatientNumber, id);

    public static AuditParticipant Peer(string title, string host, AuditCode? role, bool isRequestor) =>
        new(title.Length > 0 ? title : "(none)", $"AETITLES={title}", isRequestor, role, host);

    AuditParticipant Node(AuditCode role, bool isRequestor) =>
        new(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), $"AETITLES={aeTitle}", isRequestor, role, host);
}
