using Acsa.Reporting;

namespace Acsa.Worker.Ledger;

/// <summary>A result object that lies durably in the results folder and asks for its row.</summary>
/// <param name="File">Path relative to the results folder.</param>
/// <param name="Sha256">Of the file, lower-case hex.</param>
sealed record ResultFile(ResultKind Kind, string SopInstanceUid, string SopClassUid, string File, string Sha256)
{
    /// <summary>Null only where nobody states it.</summary>
    public string? SeriesInstanceUid { get; init; }

    /// <summary>The destinations that it is for; null for all that want its kind.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }
}
