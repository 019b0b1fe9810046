using Acsa.DicomScp;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Hosting;

/// <summary>Admission by the configuration in use at the time of the call.</summary>
sealed class LiveAdmission(LiveConfiguration live) : IAdmission
{
    volatile Tuple<NodeConfiguration, AdmissionList>? _list;

    public Task<AdmissionVerdict> JudgeAsync(Caller caller, CancellationToken stop) => List.JudgeAsync(caller, stop);

    public Task<CallerRights> RightsOfAsync(Caller caller, CancellationToken stop) => List.RightsOfAsync(caller, stop);

    AdmissionList List
    {
        get
        {
            var current = live.Current;
            if (_list is { } known && ReferenceEquals(known.Item1, current)) return known.Item2;
            var list = ListOf(current);
            _list = new(current, list);
            return list;
        }
    }

    static AdmissionList ListOf(NodeConfiguration configuration) => new(
        configuration.Dicom.AeTitle,
        [
            .. configuration.Scanners.Select(scanner => new AdmittedCaller(
                scanner.AeTitle, scanner.Host, CallerRights.Store | (scanner.Commitment ? CallerRights.AskCommitment : 0))),
            // From any host: an archive reports from whichever of its machines; who knows the transaction UID was asked.
            .. configuration.Destinations.Where(destination => destination.Commitment).Select(destination => new AdmittedCaller(
                destination.AeTitle, AdmittedCaller.Any, CallerRights.ReportCommitment)),
        ]);
}
