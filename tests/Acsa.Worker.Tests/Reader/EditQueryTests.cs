using System.Globalization;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;

namespace Acsa.Worker.Tests.Reader;

public sealed class EditQueryTests
{
    static readonly EditEntry Edit = new(
        new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "1.2.3", 1, "2.25.9", "vastus-lateralis", "left", new("thigh", "1.0", "ab"), "ACME X1",
        0.9, 10, 11, 60, 58,
        "label");

    [Fact]
    public async Task Edits_are_told_by_model_and_scanner_and_one_by_one()
    {
        var report = await ReadAsync(
            Edit, Edit with { SopInstanceUid = "1.2.4", Dice = 0.8, AreaCm2After = 8, MeanGreyAfter = 61 },
            Edit with { Frame = 2, Dice = 0, AreaCm2After = null, MeanGreyAfter = null },
            Edit with { Scanner = null, AreaCm2Before = null, AreaCm2After = null });

        Assert.Equal(4, report.Edits.Count);
        var (unnamed, acme) = (report.Groups[0], report.Groups[1]);
        Assert.Equal(("thigh 1.0", null, 1), (unnamed.Model, unnamed.Scanner, unnamed.Outlines));
        Assert.Equal((null, null, null), (unnamed.MeanAreaDifferenceCm2, unnamed.AreaDifferenceSdCm2, unnamed.MeanAreaDifferencePercent));
        Assert.Equal((3, 2, 1), (acme.Outlines, acme.Images, acme.Emptied));
        // An outline that was taken away is counted as that; it is in no mean.
        Assert.Equal(0.85, acme.MedianDice!.Value, 1e-12);
        Assert.Equal(0.8, acme.LowestDice!.Value, 1e-12);
        Assert.Equal(-0.5, acme.MeanAreaDifferenceCm2!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(4.5), acme.AreaDifferenceSdCm2!.Value, 1e-12);
        Assert.Equal(-5, acme.MeanAreaDifferencePercent!.Value, 1e-12);
        Assert.Equal(-0.5, acme.MeanGreyDifference!.Value, 1e-12);
    }

    [Fact]
    public async Task A_table_has_a_cell_for_each_heading_in_any_culture_and_no_formula_of_a_scanner()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new("de-DE");
        try
        {
            var report = await ReadAsync(Edit with { Scanner = "=1+2" });
            Assert.Equal(
                EditTable.GroupHeading + "\nthigh 1.0,'=1+2,1,1,0,0.9,0.9,1,,10,-2\n", EditTable.OfGroups(report.Groups));
            Assert.Equal(
                EditTable.EditHeading
                    + "\n2026-03-01T12:00:00.0000000+00:00,thigh 1.0,'=1+2,vastus-lateralis,left,1.2.3,1,2.25.9,label,false,0.9,10,11,60,58\n",
                EditTable.OfEdits(report.Edits));
            Assert.Contains("\"ACME, \"\"X\"\"\"", EditTable.OfEdits([Edit with { Scanner = "ACME, \"X\"" }]), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    static Task<EditReport> ReadAsync(params EditEntry[] edits) =>
        new EditQuery(new Held([.. edits.Select(ResultJson.Write)])).ReadAsync(null, default);

    sealed class Held(IReadOnlyList<string> edits) : IReaderLedger
    {
        public Task<string?> OwnResultAsync(string sopInstanceUid, CancellationToken stop) => throw new NotSupportedException();

        public Task<ReadSource?> SourceAsync(long studyId, string sopInstanceUid, long editInstanceId, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task<MissingSource> MissingAsync(long studyId, string sopInstanceUid, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<string>> EditsAsync(DateTimeOffset? since, CancellationToken stop) => Task.FromResult(edits);
    }
}
