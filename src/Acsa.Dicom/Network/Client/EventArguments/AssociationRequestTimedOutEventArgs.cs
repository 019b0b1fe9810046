namespace Acsa.Dicom.Network.Client.EventArguments;

/// <summary>The time that was given to a connection, or to the answer to A-ASSOCIATE-RQ.</summary>
public class AssociationRequestTimedOutEventArgs(int timeoutInMs) : EventArgs
{
    /// <summary>The time given, in milliseconds.</summary>
    public int TimeoutInMs { get; } = timeoutInMs;
}
