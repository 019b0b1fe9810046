using Acsa.Worker.Ledger;
using Acsa.Worker.Priors;
using Acsa.Worker.Results;
using Acsa.Worker.Tests.Fakes;
using Acsa.Worker.WebConsole.Views;

namespace Acsa.Worker.Tests.Priors;

public sealed class TrendPlacesTests
{
    [Fact]
    public async Task Each_place_along_a_muscle_has_a_line_of_its_own_also_of_studies_that_the_ledger_has_forgotten()
    {
        using var folder = new TempFolder();
        var time = new SteppedTime();
        using var ledger = SqlLedger.Open(LedgerLocation.InFile(folder["l.sqlite"]), time, TimeSpan.Zero);
        await AnalysedAsync("1.1", "20260101", (10, 4), (15, 8));
        await AnalysedAsync("1.2", "20260601", (10, 4.4), (null, 6));
        // Of a study that is not held.
        await RecordAsync("1.3", "20260701", new PriorEntry(
            "1.0", "20250101", "1.0.1", "vastus-lateralis", "left", 9, null, null, null, null, null, null) { PositionCm = 15.01 }, []);

        Assert.Equal(["Vastus lateralis: 6", "Vastus lateralis at 10 cm: 4 4.4", "Vastus lateralis at 15 cm: 9 8"],
            (await new Trends(ledger).OfAsync("1.2", default)).Select(series => $"{series.Muscle}: "
                + string.Join(' ', series.Points.Select(point => FormattableString.Invariant($"{point.Value}")))));

        Task AnalysedAsync(string study, string date, params (double? Place, double Area)[] images) =>
            RecordAsync(study, date, null, images);

        async Task RecordAsync(string study, string date, PriorEntry? prior, (double? Place, double Area)[] images)
        {
            foreach (var _ in images.DefaultIfEmpty()) await ledger.RecordAsync([Specimen.Instance(study)], false, default);
            var job = (await ledger.ClaimStudyAsync("w", TimeSpan.FromMinutes(1), default))!;
            var subject = new PriorSubject("anna", study, date);
            foreach (var (instance, index) in job.Instances.Select((instance, index) => (instance, index)))
            {
                FindingEntry[] findings = images.Length == 0 ? [] : [new("measured", ResultJson.Write(Entry(study, images[index])))];
                await ledger.CompleteInstanceAsync(job, new(instance.Id, false, [], findings, [])
                {
                    Subject = subject,
                    Priors = prior is null ? [] : [new("anna", prior.StudyInstanceUid, prior.StudyDate, ResultJson.Write(prior))],
                }, [], default);
            }

            await ledger.FinishStudyAsync(job, default);
        }
    }

    static ResultEntry Entry(string study, (double? Place, double Area) image) => ResultEntry.Refused("f", "1.9", []) with
    {
        StudyInstanceUid = study, Structure = "vastus-lateralis", Laterality = "left", Status = "measured", AreaCm2 = image.Area,
        SlicePosition = image.Place is { } cm ? new(cm, "slice-location") : null,
    };
}
