using Acsa.Reporting;
using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Worker.Tests.Fitness;

public sealed class FitnessBookTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly ManualTime _time = new();
    readonly LiveConfiguration _live;
    readonly SqlLedger _ledger;
    readonly FitnessBook _book;

    public FitnessBookTests()
    {
        _ledger = SqlLedger.Open(LedgerLocation.InFile(_folder["l.sqlite"]), _time, TimeSpan.FromSeconds(1));
        _live = ConfigurationFile.Parse(
            """
            { "data": ".", "destinations": [ { "name": "a", "aeTitle": "A", "host": "h", "send": "auto" }, { "name": "b", "aeTitle": "B", "host": "h", "send": ["pdf"] } ] }
            """, "acsa.json", _folder.Path);
        _book = Book();
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_a_destination_takes_is_known_after_the_next_start_and_only_of_those_that_leave_it_to_the_node()
    {
        Assert.Null(_book.Of("a"));
        Assert.True(_book.Answered("a", Takes(DicomUID.SecondaryCaptureImageStorage), null));
        Assert.Equal(["sc"], _book.Of("a")!.Send);
        Assert.Equal([ResultKind.SecondaryCapture], _live.Current.Destinations[0].Send);
        var next = Book();
        next.Recall();
        Assert.Equal("Secondary Capture Image", Assert.Single(next.Of("a")!.Classes, answer => answer.IsTaken).Name);
        Assert.True(next.Answered("b", Takes(DicomUID.SecondaryCaptureImageStorage), null));
        Assert.Null(next.Of("b"));
    }

    [Fact]
    public void One_that_is_away_or_takes_nothing_gets_what_it_got_and_why_is_known()
    {
        Assert.False(_book.Answered("a", [], "not reachable: nobody"));
        Assert.Equal(("not reachable: nobody", 0), (_book.Of("a")!.Trouble, _book.Of("a")!.Send.Count));
        Book().Recall(); // Nothing is known: it gets the default.
        Assert.Equal(ResultNames.Default.Count, _live.Current.Destinations[0].Send.Count);
        Assert.True(_book.Answered("a", Takes(DicomUID.SecondaryCaptureImageStorage), null));
        Assert.Null(_book.Of("a")!.Trouble);
        Assert.False(_book.Answered("a", Takes(), null));
        Assert.Contains("none of the classes", _book.Of("a")!.Trouble, StringComparison.Ordinal);
        Assert.Equal([ResultKind.SecondaryCapture], _live.Current.Destinations[0].Send);
    }

    [Fact]
    public void One_that_is_there_again_is_asked_before_its_time()
    {
        var wanted = _book.Wanted("a");
        _book.AskAgain("b");
        Assert.False(wanted.IsCompleted);
        _book.AskAgain("a");
        Assert.True(wanted.IsCompleted);
        Assert.False(_book.Wanted("a").IsCompleted);
    }

    FitnessBook Book() => new(_live, NodeIdentity.Of("n"), _ledger, _time, NullLogger<FitnessBook>.Instance);

    static IReadOnlyList<ClassAnswer> Takes(params DicomUID[] taken) =>
        [.. StorageClass.All.Select(one => new ClassAnswer(one.Name, one.Uid.UID, taken.Contains(one.Uid), "as scripted"))];
}
