namespace Acsa.Dicom.Network;

/// <summary>A connected byte stream to a peer, and the names of its two ends.</summary>
public interface INetworkStream : IDisposable
{
    /// <summary>The peer's address.</summary>
    string RemoteHost { get; }

    /// <summary>Our own address.</summary>
    string LocalHost { get; }

    /// <summary>The peer's TCP port.</summary>
    int RemotePort { get; }

    /// <summary>Our own TCP port.</summary>
    int LocalPort { get; }

    /// <summary>The bytes, both ways.</summary>
    Stream AsStream();
}
