namespace Acsa.DicomScp;

/// <summary>Hears of callers that were turned away, so that an administrator can see who knocked.</summary>
public interface IRefusedCallers
{
    /// <summary>A caller was refused.</summary>
    void Add(Caller caller, AdmissionVerdict verdict);
}
