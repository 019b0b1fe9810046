namespace Acsa.DicomScp;

/// <summary>What is known of an instance before the first byte of its data set: the C-STORE command and the presentation context.</summary>
public sealed record InstanceHeader(string SopClassUid, string SopInstanceUid, string TransferSyntaxUid, Caller Caller)
{
    /// <summary>Whether the three UIDs can be written to a file (PS3.5 9.1: digits and dots, at most 64 characters).</summary>
    public bool IsWritable => IsUid(SopClassUid) && IsUid(SopInstanceUid) && IsUid(TransferSyntaxUid);

    /// <summary>Whether a text is made of digits and dots and no longer than a UID may be; stricter rules would turn away real
    /// scanners.</summary>
    public static bool IsUid(string text) =>
        text.Length is > 0 and <= Limits.UidLength && text.AsSpan().IndexOfAnyExceptInRange('.', '9') < 0 && !text.Contains('/');
}
