using Acsa.Worker.Ledger;
using Acsa.Worker.Results;

namespace Acsa.Worker.Reader;

/// <summary>How far readers' outlines are from the models': for the command line and the console alike.</summary>
sealed class EditQuery(IReaderLedger ledger)
{
    /// <summary>The edits since a time (null: all that the ledger knows), by model and scanner and one by one, the oldest first.</summary>
    public async Task<EditReport> ReadAsync(DateTimeOffset? since, CancellationToken stop)
    {
        List<EditEntry> edits = [.. (await ledger.EditsAsync(since, stop)).Select(ResultJson.Read<EditEntry>)];
        return new(EditSummary.Of(edits), edits);
    }
}
