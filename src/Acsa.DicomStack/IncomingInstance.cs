namespace Acsa.DicomStack;

/// <summary>What is known of an instance before the first byte of its data set arrives.</summary>
/// <param name="Association">Counts associations of this process from 1; safe to log.</param>
/// <param name="CallingAE">The peer's own application entity title, trimmed.</param>
/// <param name="CalledAE">The title that the peer called, trimmed.</param>
/// <param name="RemoteHost">The peer's address.</param>
/// <param name="SopClassUid">Affected SOP Class UID (0000,0002); the peer's text, not trustworthy.</param>
/// <param name="SopInstanceUid">Affected SOP Instance UID (0000,1000); the peer's text, not trustworthy.</param>
/// <param name="TransferSyntaxUid">The transfer syntax that the data set's bytes are in.</param>
public sealed record IncomingInstance(
    long Association, string CallingAE, string CalledAE, string RemoteHost, string SopClassUid, string SopInstanceUid,
        string TransferSyntaxUid);
