using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Dimse;

namespace Acsa.Fuzz;

/// <summary>DIMSE command sets: read, written, read again, shown as a data set. Nothing may be thrown.</summary>
internal sealed class CommandSetTarget : FuzzTarget
{
    public override string Name => "command";

    public override int Weight => 120;

    public override IEnumerable<byte[]> Seeds()
    {
        // The first value of the second PDU of each connection.
        foreach (var connection in SeedPdus.Connections())
        {
            var second = 6 + (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(connection.AsSpan(2));
            var length = (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(connection.AsSpan(second + 6)) - 2;
            yield return connection.AsSpan(second + 12, length).ToArray();
        }
    }

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        if (random.OneIn(6)) return ByteMutator.Insert(input, 0, LongText(random));
        return DataSetMutator.Mutate(input, other, random, 0, new Coding(false, false));
    }

    public override object? Read(byte[] input) => input.Length > NetworkLimits.CommandSetLength ? null : CommandSetEncoding.Read(input);

    public override bool IsDocumented(Exception error) => false;

    public override string Describe(byte[] input, object? result) => result is CommandSet c
        ? $"{c.Field} {c.SopClassUid is null}{c.SopInstanceUid is null}{c.HasDataSet}{c.Status is null}"
            + $"{c.ErrorComment?.Length > 64}{c.MoveOriginatorAE?.Length > 16}"
        : "refused";

    public override void Check(byte[] input, object? result, Exception? error)
    {
        if (result is not CommandSet command) return;
        var bytes = new byte[NetworkLimits.CommandSetLength + CommandSetEncoding.LongestWritten];
        var written = bytes[..CommandSetEncoding.Write(command, bytes)];
        var read = CommandSetEncoding.Read(written) ?? throw new FindException("what was written is refused");
        // A comment that was cut may end in padding, which the next reading takes away: from then on nothing changes.
        var second = bytes[..CommandSetEncoding.Write(read, bytes)];
        var third = bytes[..CommandSetEncoding.Write(CommandSetEncoding.Read(second)!, bytes)];
        if (!third.AsSpan().SequenceEqual(second)) throw new FindException("written again it is other bytes");
        FileTarget.ReadValues(CommandSetView.Of(command));
        CommandSetEncoding.Write(command.Respond(DicomStatus.ProcessingFailure), bytes.AsSpan(0, CommandSetEncoding.LongestWritten));
    }

    /// <summary>A text element as long as a command set may be.</summary>
    private static byte[] LongText(FuzzRandom random) => new Coding(false, false).Element(
        random.Pick<uint>([0x0002, 0x0902, 0x1000, 0x1030]), "", [.. Enumerable.Repeat((byte)'1', random.Small(4000))]);
}
