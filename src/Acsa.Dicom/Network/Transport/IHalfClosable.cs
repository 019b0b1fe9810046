namespace Acsa.Dicom.Network;

/// <summary>A stream whose sending side can end while the other is still read.</summary>
internal interface IHalfClosable
{
    /// <summary>Lets the peer see the end of our bytes once it has read them all.</summary>
    ValueTask CloseSendingAsync();
}
