namespace Acsa.Dicom.Network;

/// <summary>How a service uses its connection.</summary>
public class DicomServiceOptions
{
    /// <summary>The longest P-DATA-TF that we take, in bytes; told to the peer and enforced (PS3.8 D.1).</summary>
    public uint MaxPDULength { get; set; } = 262144;

    /// <summary>Sends without waiting to fill a segment; without it each response waits for the peer's delayed acknowledgement.</summary>
    public bool TcpNoDelay { get; set; } = true;

    /// <summary>Receive buffer of the socket in bytes; null leaves it to the operating system, which grows it as needed.</summary>
    public int? TcpReceiveBufferSize { get; set; }

    /// <summary>Send buffer of the socket in bytes; null leaves it to the operating system.</summary>
    public int? TcpSendBufferSize { get; set; }

    /// <summary>Longest silence while a response is awaited; null = 10 minutes.</summary>
    public TimeSpan? RequestTimeout { get; set; }

    /// <summary>A copy.</summary>
    public DicomServiceOptions Clone() => (DicomServiceOptions)MemberwiseClone();
}
