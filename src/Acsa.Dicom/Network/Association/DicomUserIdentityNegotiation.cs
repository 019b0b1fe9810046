using System.Text;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Network;

/// <summary>Who the user at the requestor is (PS3.7 D.3.3.7). Holds secrets: never to be logged.</summary>
public class DicomUserIdentityNegotiation
{
    /// <summary>What kind of identity this is; null = none is sent.</summary>
    public DicomUserIdentityType? UserIdentityType { get; set; }

    /// <summary>The requestor wants to be told that the identity was accepted.</summary>
    public bool PositiveResponseRequested { get; set; }

    /// <summary>User name, ticket, assertion or token; a Kerberos ticket with one character for each byte.</summary>
    public string PrimaryField { get; set; } = "";

    /// <summary>The passcode, of <see cref="DicomUserIdentityType.UsernameAndPasscode"/> alone.</summary>
    public string SecondaryField { get; set; } = "";

    /// <summary>The acceptor's answer: empty for names and passcodes, a ticket or response for the others; null = none.</summary>
    public string? ServerResponse { get; set; }

    /// <summary>Checks that the fields are there that the type asks for.</summary>
    /// <exception cref="DicomNetworkException">One is missing, or too many are there.</exception>
    public void Validate()
    {
        if (UserIdentityType is not { } type) return;
        if (PrimaryField.Length == 0)
            throw new DicomNetworkException($"A user identity of type {type} needs a primary field (PS3.7 D.3.3.7).");
        if (SecondaryField.Length > 0 != (type == DicomUserIdentityType.UsernameAndPasscode))
        {
            throw new DicomNetworkException(
                $"A user identity of type {type} has {(SecondaryField.Length > 0 ? "no" : "a")} secondary field (PS3.7 D.3.3.7).");
        }
    }

    /// <summary>A copy without the answer.</summary>
    public DicomUserIdentityNegotiation Clone() => new()
    {
        UserIdentityType = UserIdentityType,
        PositiveResponseRequested = PositiveResponseRequested,
        PrimaryField = PrimaryField,
        SecondaryField = SecondaryField,
    };

    internal static DicomUserIdentityNegotiation? From(UserIdentityItem? item)
    {
        if (item is null) return null;
        var type = (DicomUserIdentityType)item.Type;
        return new()
        {
            UserIdentityType = type,
            PositiveResponseRequested = item.PositiveResponseRequested,
            PrimaryField = EncodingOf(type).GetString(item.PrimaryField),
            SecondaryField = EncodingOf(type).GetString(item.SecondaryField),
        };
    }

    internal UserIdentityItem? ToItem() => UserIdentityType is not { } type ? null : new(
        (byte)type, PositiveResponseRequested, EncodingOf(type).GetBytes(PrimaryField), EncodingOf(type).GetBytes(SecondaryField));

    internal byte[]? ReplyToItem() => ServerResponse is { } response ? EncodingOf(UserIdentityType).GetBytes(response) : null;

    internal void TakeReply(byte[]? reply) => ServerResponse = reply is null ? null : EncodingOf(UserIdentityType).GetString(reply);

    // A Kerberos ticket is binary; the others are text.
    private static Encoding EncodingOf(DicomUserIdentityType? type) =>
        type == DicomUserIdentityType.Kerberos ? Encoding.Latin1 : Encoding.UTF8;
}
