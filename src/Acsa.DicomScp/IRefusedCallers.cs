namespace Acsa.DicomScp;

/// <summary>Hears of callers that were turned away, so that an administrator can see who knocked.</summary>
public interface IRefusedCallers
{
    /// <summary>A caller was refused.</summary>
    /// <param name="offered">What it wanted to do.</param>
    void Add(Caller caller, AdmissionVerdict verdict, IReadOnlyList<OfferedContext> offered);
}
