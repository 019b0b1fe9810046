using Acsa.Worker.Ledger;
using Acsa.Worker.Priors;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Ledger;

// Whose study it is: one key for the trend and for what reports compare with.
public abstract partial class LedgerTests
{
    [Fact]
    public async Task The_studies_of_one_person_are_found_by_the_key_of_earlier_measurements_the_oldest_first()
    {
        await AnalyseOf("1.2", new PriorSubject("anna", "1.2", "20260301"), new PriorRow("anna", "1.2", "20260301", "{\"a\":1}"));
        await AnalyseOf("1.1", new PriorSubject("anna", "1.1", "20260101"));
        await AnalyseOf("1.9", new PriorSubject("otto", "1.9", "20260201"), new PriorRow("otto", "1.9", "20260201", "{\"o\":1}"));
        await AnalyseOf("1.8", null);

        var past = await _ledger.PatientAsync("1.1", default);
        Assert.Equal([("1.1", new DateOnly(2026, 1, 1)), ("1.2", new DateOnly(2026, 3, 1))], past.Studies.Select(study => (study.StudyInstanceUid, study.StudyDate)));
        Assert.Equal(["{\"a\":1}"], past.Priors);
        foreach (var unknown in new[] { "1.8", "9.9" })
        {
            past = await _ledger.PatientAsync(unknown, default);
            Assert.Empty(past.Studies);
            Assert.Empty(past.Priors);
        }
    }

    [Fact]
    public async Task A_study_whose_images_name_two_people_is_nobodys()
    {
        await Receive("1.2", "9.1");
        await Receive("1.2", "9.2");
        _time.Advance(Quiet);
        var job = (await Claim())!;
        foreach (var (instance, key) in job.Instances.Zip(["anna", "otto"]))
            await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(instance) with { Subject = new(key, "1.2", "20260301") }, [], default);
        await _ledger.FinishStudyAsync(job, default);
        Assert.Empty((await _ledger.PatientAsync("1.2", default)).Studies);

        // Nor does the first of them get it back by coming again.
        await AnalyseOf("1.3", new PriorSubject("anna", "1.3", "20260401"));
        Assert.Equal(["1.3"], (await _ledger.PatientAsync("1.3", default)).Studies.Select(study => study.StudyInstanceUid));
        Assert.Equal(2, await _ledger.ReanalyseAsync("1.2", default));
        _time.Advance(Quiet);
        job = (await Claim())!;
        foreach (var instance in job.Instances)
            await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(instance) with { Subject = new("anna", "1.2", "20260301") }, [], default);
        await _ledger.FinishStudyAsync(job, default);
        Assert.Empty((await _ledger.PatientAsync("1.2", default)).Studies);
    }

    [Fact]
    public async Task A_ledger_of_the_version_before_learns_whose_its_measured_studies_are()
    {
        var location = await NewLocationAsync();
        using (var engine = location.Open(_time, readOnly: false))
        {
            engine.Begin(db => LedgerSchema.Apply(db, "the ledger", 10), readOnly: false);
            engine.Begin(db => db.Execute(
                """
                INSERT INTO studies (study_uid, state, first_at, last_at, due_at) VALUES ('1.1', 'delivered', @now, @now, @now), ('1.2', 'delivered', @now, @now, @now);
                INSERT INTO priors (patient_key, study_uid, source_id, study_date, entry) VALUES ('anna', '1.1', 1, '20260101', '{}')
                """, ("now", db.Now)), readOnly: false);
        }

        using var ledger = SqlLedger.Open(location, _time, Quiet);
        Assert.Equal(["1.1"], (await ledger.PatientAsync("1.1", default)).Studies.Select(study => study.StudyInstanceUid));
        Assert.Empty((await ledger.PatientAsync("1.2", default)).Studies);
    }

    async Task AnalyseOf(string study, PriorSubject? subject, params PriorRow[] priors)
    {
        await Receive(study);
        _time.Advance(Quiet);
        var job = (await Claim())!;
        await _ledger.CompleteInstanceAsync(job, Specimen.Outcome(job.Instances[0]) with { Subject = subject, Priors = priors }, [], default);
        await _ledger.FinishStudyAsync(job, default);
    }
}
