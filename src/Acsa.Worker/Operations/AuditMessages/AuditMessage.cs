using System.Globalization;
using System.Text;
using System.Xml;

namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>A message of the audit trail; written as the schema of PS3.15 A.5.1 has it.</summary>
/// <param name="Action">C create, R read, E execute.</param>
/// <param name="Outcome">0 success, 4 minor, 8 serious, 12 major failure.</param>
sealed record AuditMessage(AuditCode Event, AuditCode? Type, string Action, DateTimeOffset At, int Outcome, string OutcomeWords,
    IReadOnlyList<AuditParticipant> Participants, IReadOnlyList<AuditObject> Objects)
{
    // "4": application server (A.5.1.2.1)
    const string SourceType = "4";

    static readonly XmlWriterSettings Settings = new()
        { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), CheckCharacters = true };

    /// <summary>One line of XML.</summary>
    /// <param name="source">The node that says it.</param>
    public string ToXml(string source)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, Settings))
        {
            xml.WriteStartElement("AuditMessage");
            WriteEvent(xml);
            foreach (var participant in Participants) Write(xml, participant);
            xml.WriteStartElement("AuditSourceIdentification");
            xml.WriteAttributeString("AuditSourceID", source);
            xml.WriteStartElement("AuditSourceTypeCode");
            xml.WriteAttributeString("csd-code", SourceType);
            xml.WriteEndElement();
            xml.WriteEndElement();
            foreach (var about in Objects) Write(xml, about);
            xml.WriteEndElement();
        }

        return text.ToString();
    }

    void WriteEvent(XmlWriter xml)
    {
        xml.WriteStartElement("EventIdentification");
        xml.WriteAttributeString("EventActionCode", Action);
        xml.WriteAttributeString("EventDateTime", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("EventOutcomeIndicator", Outcome.ToString(CultureInfo.InvariantCulture));
        Write(xml, "EventID", Event);
        if (Type is not null) Write(xml, "EventTypeCode", Type);
        if (OutcomeWords.Length > 0) xml.WriteElementString("EventOutcomeDescription", Clean(OutcomeWords));
        xml.WriteEndElement();
    }

    static void Write(XmlWriter xml, AuditParticipant participant)
    {
        xml.WriteStartElement("ActiveParticipant");
        xml.WriteAttributeString("UserID", Clean(participant.UserId));
        if (participant.AlternativeUserId is { } alternative) xml.WriteAttributeString("AlternativeUserID", Clean(alternative));
        xml.WriteAttributeString("UserIsRequestor", participant.IsRequestor ? "true" : "false");
        if (participant.Address is { Length: > 0 } address)
        {
            xml.WriteAttributeString("NetworkAccessPointID", Clean(address));
            xml.WriteAttributeString("NetworkAccessPointTypeCode", System.Net.IPAddress.TryParse(address, out _) ? "2" : "1");
        }

        if (participant.Role is { } role) Write(xml, "RoleIDCode", role);
        xml.WriteEndElement();
    }

    static void Write(XmlWriter xml, AuditObject about)
    {
        xml.WriteStartElement("ParticipantObjectIdentification");
        xml.WriteAttributeString("ParticipantObjectID", Clean(about.Id));
        xml.WriteAttributeString("ParticipantObjectTypeCode", about.TypeCode);
        xml.WriteAttributeString("ParticipantObjectTypeCodeRole", about.RoleCode);
        Write(xml, "ParticipantObjectIDTypeCode", about.IdType);
        // One of the two has to be there; names of patients are left out.
        if (about.Query is { } query) xml.WriteElementString("ParticipantObjectQuery", Convert.ToBase64String(query));
        else xml.WriteElementString("ParticipantObjectName", "");
        foreach (var (type, value) in about.Details)
        {
            xml.WriteStartElement("ParticipantObjectDetail");
            xml.WriteAttributeString("type", type);
            xml.WriteAttributeString("value", Convert.ToBase64String(Encoding.UTF8.GetBytes(value)));
            xml.WriteEndElement();
        }

        if (about.SopClasses.Count > 0)
        {
            xml.WriteStartElement("ParticipantObjectDescription");
            foreach (var (uid, instances) in about.SopClasses)
            {
                xml.WriteStartElement("SOPClass");
                xml.WriteAttributeString("UID", uid);
                xml.WriteAttributeString("NumberOfInstances", instances.ToString(CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    static void Write(XmlWriter xml, string name, AuditCode code)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("csd-code", code.Value);
        xml.WriteAttributeString("codeSystemName", code.System);
        xml.WriteAttributeString("originalText", code.Meaning);
        xml.WriteEndElement();
    }

    // What comes from the network may hold characters that XML 1.0 has no place for, and line breaks, where a message is one line.
    static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) && !char.IsControl(c) ? c : '?'));
}
