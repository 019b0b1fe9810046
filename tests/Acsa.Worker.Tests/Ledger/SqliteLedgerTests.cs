using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

public sealed class SqliteLedgerTests : LedgerTests
{
    readonly TempFolder _folder = new();

    private protected override LedgerLocation Location => LedgerLocation.InFile(_folder["ledger.sqlite"]);

    private protected override Task<LedgerLocation> NewLocationAsync() =>
        Task.FromResult(LedgerLocation.InFile(_folder[Guid.NewGuid().ToString("N") + ".sqlite"]));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
