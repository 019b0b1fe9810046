using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Dimse;

namespace Acsa.Dicom.Tests.Network;

public sealed class CommandSetTests
{
    // (0000,1030) Move Originator AE of 3000 characters, and (0000,1005) naming 200 attributes: within a command set of 16 KiB.
    [Fact]
    public void Shows_a_command_set_of_a_peer_that_is_longer_than_any_of_ours()
    {
        var view = CommandSetView.Of(new CommandSet
        {
            Field = DicomCommandField.NGetRequest,
            SopClassUid = "1.2",
            MoveOriginatorAE = new string('A', 3000),
            AttributeIdentifiers = [.. Enumerable.Repeat(0x00100020u, 200)],
        });

        Assert.Equal(3000, view.GetString(DicomTag.MoveOriginatorApplicationEntityTitle).Length);
        Assert.Equal(200, view.GetValueCount(DicomTag.AttributeIdentifierList));
    }

    [Fact]
    public void Elements_of_other_groups_are_passed_over()
    {
        var command = CommandSetEncoding.Read(EncodedPdus.GetResponseOfOrthanc);
        Assert.NotNull(command);
        Assert.Equal(
            (DicomCommandField.CGetResponse, (ushort?)5, false, (ushort?)0xC000),
            (command.Field, command.MessageIdBeingRespondedTo, command.HasDataSet, command.Status));
        Assert.Equal(
            ((ushort?)0, (ushort?)1, (ushort?)0),
            (command.CompletedSuboperations, command.FailedSuboperations, command.WarningSuboperations));
    }

    [Fact]
    public void What_breaks_off_within_an_element_is_no_command_set()
    {
        // Between two elements it may end, as long as the command field is there.
        int[] ends = [12, 24, 34, 44, 54, 64, 74, 84, 94, 106, 118];
        for (var length = 0; length < EncodedPdus.GetResponseOfOrthanc.Length; length++)
        {
            var command = CommandSetEncoding.Read(EncodedPdus.GetResponseOfOrthanc.AsSpan(0, length));
            Assert.Equal(ends.Contains(length) && length >= 34, command is not null);
        }
    }

    [Fact]
    public void Everything_that_is_written_is_read_again()
    {
        var command = new CommandSet
        {
            Field = DicomCommandField.NGetRequest,
            SopClassUid = "1.2.840.10008.1.20.1",
            SopInstanceUid = new string('1', 128),
            MessageId = 65534,
            MessageIdBeingRespondedTo = 1,
            Priority = 2,
            HasDataSet = true,
            Status = 0xFF00,
            ErrorComment = new string('x', 64),
            EventTypeId = 1,
            ActionTypeId = 2,
            MoveOriginatorAE = "SIXTEEN CHARS AE",
            MoveOriginatorMessageId = 3,
            MoveDestination = "ARCHIVE",
            RemainingSuboperations = 4,
            CompletedSuboperations = 5,
            FailedSuboperations = 6,
            WarningSuboperations = 7,
            AttributeIdentifiers = [.. Enumerable.Range(0, CommandSetEncoding.MostAttributeIdentifiers).Select(i => 0x00100000u + (uint)i)],
        };
        var bytes = new byte[CommandSetEncoding.LongestWritten];
        var read = CommandSetEncoding.Read(bytes.AsSpan(0, CommandSetEncoding.Write(command, bytes)))!;
        Assert.Equal(command.AttributeIdentifiers, read.AttributeIdentifiers);
        Assert.Equal(command with { AttributeIdentifiers = null }, read with { AttributeIdentifiers = null });
    }
}
