using Acsa.Dicom.Network.Dimse;
using Acsa.DicomScp;

namespace Acsa.Fuzz;

/// <summary>The two short readers of file heads: of a spooled file at start, and of a file that is to be sent.</summary>
internal sealed class SpoolTarget : FuzzTarget
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"acsa-fuzz-{Environment.ProcessId}.head");

    public override string Name => "spool";

    public override int Weight => 6;

    public override IEnumerable<byte[]> Seeds()
    {
        var caller = new Caller("US1", "ACSA", "127.0.0.1", "1");
        yield return [.. Part10Header.Build(new InstanceHeader("1.2.840.10008.5.1.4.1.1.6.1", "1.2.3", "1.2.840.10008.1.2.1", caller)),
            8, 0, 5, 0];
        foreach (var file in SeedDataSets.Files().Take(3)) yield return file[..Math.Min(file.Length, 600)];
    }

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) =>
        DataSetMutator.Mutate(input, other, random, Math.Min(input.Length, 132), new Coding(true, false));

    public override object? Read(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        try
        {
            var isRead = Part10Header.TryRead(_path, out var header, out var offset);
            if (isRead && offset > input.Length) throw new FindException("the data set begins behind the file's end");
            if (isRead && header!.IsWritable && header.Caller.CallingAe.Length <= 16) _ = Part10Header.Build(header);
            var sent = FileHeader.Read(_path);
            if (sent.DataSetOffset > input.Length) throw new FindException("the data set begins behind the file's end");
            return $"{isRead} {sent.SopClassUid.Length > 64}";
        }
        finally
        {
            File.Delete(_path);
        }
    }

    public override bool IsDocumented(Exception error) => error is DicomFileException;
}
