using Microsoft.Extensions.Logging;

namespace Acsa.DicomScp;

/// <summary>What each association of a listener shares.</summary>
sealed record StoreServiceSetting(IAdmission Admission, ISpool Spool, IRefusedCallers Refused, ICommitments? Commitments, ILogger Log)
{
    /// <summary>Which refusals are logged.</summary>
    public RefusedLog RefusedLog { get; } = new(TimeProvider.System);

    /// <summary>Tells associations of different runs of the node apart in the ledger.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N")[..8];
}
