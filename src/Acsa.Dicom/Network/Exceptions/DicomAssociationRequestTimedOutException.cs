using System.Globalization;

namespace Acsa.Dicom.Network;

/// <summary>The peer did not connect, or did not answer A-ASSOCIATE-RQ, in time.</summary>
public class DicomAssociationRequestTimedOutException : DicomNetworkException
{
    /// <summary>The time given, in milliseconds, and how often it was given.</summary>
    public DicomAssociationRequestTimedOutException(int timeOutInMilliseconds, int numberOfRetries = 0)
        : base(string.Create(CultureInfo.InvariantCulture, $"No answer to the association request within {timeOutInMilliseconds} ms"))
    {
        TimeOutInMilliseconds = timeOutInMilliseconds;
        NumberOfRetries = numberOfRetries;
    }

    /// <summary>The time given, in milliseconds.</summary>
    public int TimeOutInMilliseconds { get; }

    /// <summary>How many more attempts were made before giving up.</summary>
    public int NumberOfRetries { get; }
}
