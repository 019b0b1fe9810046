using Acsa.DicomScp;

namespace Acsa.Worker.Hosting;

/// <summary>Calls of one caller that were refused alike.</summary>
/// <param name="Host">Its IP address.</param>
/// <param name="Count">How often since the node started.</param>
/// <param name="Offered">What it wanted to do the last time.</param>
sealed record RefusedCall(
    string CallingAe, string CalledAe, string Host, AdmissionVerdict Verdict, DateTimeOffset First, DateTimeOffset Last, long Count,
    IReadOnlyList<OfferedContext> Offered);
