namespace Acsa.DicomScp;

/// <summary>Who may talk to the node.</summary>
public interface IAdmission
{
    /// <summary>Decides on an association request; the listener sends the answer once, after the decision.</summary>
    Task<AdmissionVerdict> JudgeAsync(Caller caller, CancellationToken stop);

    /// <summary>What an admitted caller may do.</summary>
    Task<CallerRights> RightsOfAsync(Caller caller, CancellationToken stop) => Task.FromResult(CallerRights.Store);
}
