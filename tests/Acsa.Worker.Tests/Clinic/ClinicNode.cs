using Acsa.DicomScp;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Hosting;
using Acsa.Worker.Ledger;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Clinic;

/// <summary>
/// The node's own parts — spool, ledger, study worker, delivery — driven step by step by a clock that the clinic moves. When it dies, its
/// objects are dropped as they are and new ones are made on the same folder.
/// </summary>
sealed class ClinicNode : IDisposable
{
    readonly string _folder;
    readonly SteppedTime _time;
    readonly FixedSpace _disk;
    readonly ClinicAnalyser _analyser;
    readonly ClinicSender _sender;
    readonly NodeConfiguration _configuration;
    readonly Random _random;
    StudyWorker _studies = null!;
    DeliveryLoop _deliveries = null!;

    public ClinicNode(string folder, SteppedTime time, FixedSpace disk, Random random, int pacsPort)
    {
        (_folder, _time, _disk, _random) = (folder, time, disk, random);
        _configuration = ConfigurationFile.Parse($$"""
            { "data": "data", "study": { "quietSeconds": 20, "maximumSeconds": 900 }, "spool": { "reserveMegabytes": 1, "flush": false },
              "scanners": [ { "aeTitle": "SLOW", "quietSeconds": 120 }, { "aeTitle": "CALL", "complete": "association" }, { "aeTitle": "*" } ],
              "destinations": [ { "name": "pacs", "aeTitle": "PACS", "host": "127.0.0.1", "port": {{pacsPort}}, "timeoutSeconds": 1 } ] }
            """, "acsa.json", folder);
        Directory.CreateDirectory(Path.Combine(folder, "results"));
        _analyser = new ClinicAnalyser(random);
        _sender = new ClinicSender(random);
    }

    public SqlLedger Ledger { get; private set; } = null!;

    public SpoolFolder Spool { get; private set; } = null!;

    public int Deaths { get; private set; }

    /// <summary>Whether the node may die at its work.</summary>
    public bool MayDie
    {
        set => _analyser.MayDie = _sender.MayDie = value;
    }

    public async Task StartAsync()
    {
        var node = NodeIdentity.Of("clinic");
        Ledger = SqlLedger.Open(LedgerLocation.InFile(Path.Combine(_folder, "ledger.sqlite")) with { Flush = false }, _time,
            _configuration.Assembly);
        await Ledger.JoinAsync(node, Limits.Lease, default);
        Spool = new SpoolFolder(Path.Combine(_folder, "spool"), _configuration.Spool, node, _disk, Ledger, new DatasetReader(), _time);
        await new SpoolRecovery(Path.Combine(_folder, "spool"), Spool, node, Ledger, Ledger, NullLogger<SpoolRecovery>.Instance)
            .RunAsync(default);
        var results = new ResultFolder(Path.Combine(_folder, "results"), node, _configuration.Spool.ResultsReserveBytes, _disk);
        await results.SweepAsync(Ledger, default);
        var signal = new WorkSignal();
        _studies = new StudyWorker(Ledger, Spool, _analyser, results, _configuration, new StudyAlias([1]), node, signal, _time,
            NullLogger<StudyWorker>.Instance);
        _sender.Inner = new DicomResultSender("ACSA", results);
        _deliveries = new DeliveryLoop(_configuration.Destinations[0], node, Ledger, _sender, signal, _time, _random,
            NullLogger<DeliveryLoop>.Instance);
    }

    /// <summary>The process ends, and another one begins.</summary>
    public async Task RestartAsync()
    {
        Deaths++;
        Ledger.Dispose();
        await StartAsync();
    }

    /// <summary>Works off what is due now.</summary>
    public async Task WorkAsync(bool deliver)
    {
        while (Spool.EndedAssociations.TryRead(out var ended)) await Ledger.AssociationEndedAsync(ended, default);
        try
        {
            while (await _studies.WorkAsync(default))
            {
            }

            while (deliver && await _deliveries.DeliverAsync(default))
            {
            }
        }
        catch (DyingException)
        {
            await RestartAsync();
        }
    }

    public void Dispose() => Ledger.Dispose();
}
