using Acsa.Dicom.Network.StateMachine;

namespace Acsa.Dicom.Tests.Network;

public sealed class StateTableTests
{
    // PS3.8 table 9-10 as printed: a row for each event, a column for each of Sta1 to Sta13.
    private const string Printed = """
        Evt1   AE-1 -    -    -    -    -    -    -    -    -     -    -    -
        Evt2   -    -    -    AE-2 -    -    -    -    -    -     -    -    -
        Evt3   -    AA-1 AA-8 -    AE-3 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-6
        Evt4   -    AA-1 AA-8 -    AE-4 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-6
        Evt5   AE-5 -    -    -    -    -    -    -    -    -     -    -    -
        Evt6   -    AE-6 AA-8 -    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-7
        Evt7   -    -    AE-7 -    -    -    -    -    -    -     -    -    -
        Evt8   -    -    AE-8 -    -    -    -    -    -    -     -    -    -
        Evt9   -    -    -    -    -    DT-1 -    AR-7 -    -     -    -    -
        Evt10  -    AA-1 AA-8 -    AA-8 DT-2 AR-6 AA-8 AA-8 AA-8  AA-8 AA-8 AA-6
        Evt11  -    -    -    -    -    AR-1 -    -    -    -     -    -    -
        Evt12  -    AA-1 AA-8 -    AA-8 AR-2 AR-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-6
        Evt13  -    AA-1 AA-8 -    AA-8 AA-8 AR-3 AA-8 AA-8 AR-10 AR-3 AA-8 AA-6
        Evt14  -    -    -    -    -    -    -    AR-4 AR-9 -     -    AR-4 -
        Evt15  -    -    AA-1 AA-2 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1  AA-1 AA-1 -
        Evt16  -    AA-2 AA-3 -    AA-3 AA-3 AA-3 AA-3 AA-3 AA-3  AA-3 AA-3 AA-2
        Evt17  -    AA-5 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4  AA-4 AA-4 AR-5
        Evt18  -    AA-2 -    -    -    -    -    -    -    -     -    -    AA-2
        Evt19  -    AA-1 AA-8 -    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8  AA-8 AA-8 AA-7
        """;

    [Fact]
    public void Says_what_the_standard_prints()
    {
        var rows = Printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(19, rows.Length);
        for (var row = 0; row < rows.Length; row++)
        {
            var cells = rows[row].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(14, cells.Length);
            for (var column = 1; column <= 13; column++)
            {
                var expected = cells[column] == "-" ? AssociationAction.None
                    : Enum.Parse<AssociationAction>(cells[column].Replace("-", ""));
                var actual = StateTable.Action((AssociationEvent)(row + 1), (AssociationState)(column - 1));
                Assert.True(expected == actual, $"{cells[0]} in Sta{column}: {actual}, not {expected}");
            }
        }
    }

    [Fact]
    public void A_release_collision_goes_by_who_requested_the_association()
    {
        Assert.Equal(AssociationState.Sta9,
            StateTable.Next(AssociationAction.AR8, AssociationState.Sta7, isRequestor: true, isAcceptable: true));
        Assert.Equal(AssociationState.Sta10,
            StateTable.Next(AssociationAction.AR8, AssociationState.Sta7, isRequestor: false, isAcceptable: true));
    }

    [Fact]
    public void Nothing_but_waiting_for_the_close_follows_a_rejection()
    {
        Assert.Equal(AssociationState.Sta13, StateTable.Next(AssociationAction.AE8, AssociationState.Sta3, false, true));
        Assert.Equal(AssociationState.Sta13, StateTable.Next(AssociationAction.AE6, AssociationState.Sta2, false, isAcceptable: false));
        AssociationEvent[] locals =
        [
            AssociationEvent.AssociateAccept, AssociationEvent.AssociateReject, AssociationEvent.DataRequest, AssociationEvent.AbortRequest,
        ];
        foreach (var local in locals)
            Assert.Equal(AssociationAction.None, StateTable.Action(local, AssociationState.Sta13));
    }
}
