using Acsa.Imaging;
using Acsa.Worker.Ledger;
using static Acsa.Worker.Tests.Reader.EditBench;

namespace Acsa.Worker.Tests.Reader;

/// <summary>Edits that come before their images.</summary>
public sealed class WaitingEditTests : IDisposable
{
    const string Label = "Rectus femoris, left";

    static readonly Mask Upper = Box(200, 150, 100, 60), Edited = Box(200, 150, 110, 60);

    readonly EditBench _bench = new("""{ "editSeconds": 3600 }""");

    public WaitingEditTests() => _bench.Model.Outlines = new() { [1] = [("rectus-femoris", Laterality.Left, Upper)] };

    [Fact]
    public async Task An_edit_that_comes_before_its_image_waits_over_a_restart_and_is_measured_when_the_image_was_analysed()
    {
        await _bench.RunAsync(Edit("1.2.99.2", (Label, null, new() { [1] = Edited })));
        Assert.Contains("waits for it until", await _bench.ReasonsAsync(), StringComparison.Ordinal);
        _bench.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.InRange((await _bench.Ledger.StageAgesAsync(default)).Edits!.Value, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
        _bench.Restart();
        await _bench.RunAsync(Image(1));

        Assert.True(Assert.Single(await _bench.EntriesAsync()).IsEdited);
        Assert.Single(await _bench.EditsAsync());
        Assert.DoesNotContain("waits", await _bench.ReasonsAsync(), StringComparison.Ordinal);
        Assert.Null((await _bench.Ledger.StageAgesAsync(default)).Edits);
    }

    [Fact]
    public async Task An_edit_of_an_image_that_failed_is_measured_when_the_image_is_analysed_after_all()
    {
        _bench.Model.Fails = true;
        await _bench.RunAsync(Image(1), Edit("1.2.99.2", (Label, null, new() { [1] = Edited })));
        Assert.Contains("was not analysed yet", await _bench.ReasonsAsync(), StringComparison.Ordinal);
        _bench.Model.Fails = false;
        Assert.Equal(1, await _bench.Ledger.RetryAsync("1.2.99", [], default));
        await _bench.RunAsync();
        Assert.True(Assert.Single(await _bench.EntriesAsync()).IsEdited);
    }

    [Fact]
    public async Task A_readers_outline_stands_when_its_image_cannot_be_analysed_again_and_is_laid_over_the_one_that_can()
    {
        await _bench.RunAsync(Image(1), Edit("1.2.99.2", (Label, null, new() { [1] = Edited })));
        var edited = Assert.Single(await _bench.EntriesAsync());
        Assert.True(edited.IsEdited);

        _bench.Model.Fails = true;
        await _bench.Ledger.ReanalyseAsync("1.2.99", default);
        await _bench.RunAsync();
        Assert.Equal(edited.AreaCm2, Assert.Single(await _bench.EntriesAsync()).AreaCm2);

        _bench.Model.Fails = false;
        Assert.Equal(1, await _bench.Ledger.RetryAsync("1.2.99", [], default));
        await _bench.RunAsync();
        var again = Assert.Single(await _bench.EntriesAsync());
        Assert.Equal((true, edited.AreaCm2), (again.IsEdited, again.AreaCm2));

        // In vain until the end: it stands all the same, and says so.
        _bench.Model.Fails = true;
        await _bench.Ledger.ReanalyseAsync("1.2.99", default);
        await _bench.RunAsync();
        _bench.Time.Advance(TimeSpan.FromHours(1));
        await _bench.RunAsync();
        Assert.Contains("what was measured of the reader's outline before stands", await _bench.ReasonsAsync(), StringComparison.Ordinal);
        Assert.Equal(edited.AreaCm2, Assert.Single(await _bench.EntriesAsync()).AreaCm2);
    }

    [Fact]
    public async Task An_edit_that_waited_in_vain_fails_and_may_be_tried_again_when_the_image_is_there()
    {
        await _bench.RunAsync(Edit("1.2.99.2", (Label, null, new() { [1] = Edited })));
        Assert.Equal(_bench.Time.GetUtcNow() + TimeSpan.FromHours(1), (await _bench.Ledger.NextStudyDueAsync(default))!.Value,
            TimeSpan.FromSeconds(10));
        _bench.Time.Advance(TimeSpan.FromHours(1));
        await _bench.RunAsync();
        Assert.Equal("failed", (await _bench.Ledger.ReportAsync(default)).Studies.Single().State);
        Assert.Contains("did not come in time", await _bench.ReasonsAsync(), StringComparison.Ordinal);
        Assert.Null((await _bench.Ledger.StageAgesAsync(default)).Edits);
        Assert.Null(await _bench.Ledger.NextStudyDueAsync(default));

        await _bench.RunAsync(Image(1));
        Assert.Equal(1, await _bench.Ledger.RetryAsync("1.2.99", [], default));
        await _bench.RunAsync();
        Assert.True(Assert.Single(await _bench.EntriesAsync()).IsEdited);
    }

    [Fact]
    public async Task What_cannot_be_an_edit_of_this_nodes_outlines_does_not_wait()
    {
        await _bench.RunAsync(Edit("1.2.99.2", ("Liver", null, new() { [1] = Edited })));
        Assert.Contains("no segment looks like an edit", await _bench.ReasonsAsync(), StringComparison.Ordinal);
        Assert.Null((await _bench.Ledger.StageAgesAsync(default)).Edits);
    }

    [Fact]
    public async Task Only_so_many_edits_of_a_study_wait()
    {
        for (var i = 0; i <= Limits.WaitingEdits; i++)
            await _bench.ReceiveAsync(Edit($"1.2.99.{i + 2}", (Label, null, new() { [1] = Edited })));
        await _bench.RunAsync();
        Assert.Contains("100 edits of this study wait already", await _bench.ReasonsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_does_not_wait_for_a_person_where_late_images_do()
    {
        using var bench = new EditBench("""{ "late": "hold" }""");
        bench.Model.Outlines = _bench.Model.Outlines;
        await bench.RunAsync(Image(1));
        await bench.RunAsync(Edit("1.2.99.2", (Label, null, new() { [1] = Edited })));
        Assert.True(Assert.Single(await bench.EntriesAsync()).IsEdited);
        // A late image is held, and an edit that comes then is held with it.
        await bench.RunAsync(Image(1).AddOrUpdate(DicomTag.SOPInstanceUID, "1.2.99.77"));
        await bench.RunAsync(Edit("1.2.99.3", (Label, null, new() { [1] = Upper })));
        Assert.Equal(StudyState.Received, (await bench.Ledger.ReportAsync(default)).Studies.Single().State);
    }

    public void Dispose() => _bench.Dispose();
}
