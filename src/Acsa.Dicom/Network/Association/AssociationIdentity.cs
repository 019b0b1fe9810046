namespace Acsa.Dicom.Network;

/// <summary>Who is at the other end of an association, and the number by which logs name it.</summary>
/// <param name="Number">Counts associations of this process from 1; safe to log.</param>
/// <param name="CallingAE">The peer's own application entity title, trimmed.</param>
/// <param name="CalledAE">The title that the peer called, trimmed.</param>
/// <param name="RemoteHost">The peer's address.</param>
/// <param name="RemotePort">The peer's TCP port.</param>
public sealed record AssociationIdentity(long Number, string CallingAE, string CalledAE, string RemoteHost, int RemotePort);
