using System.Text;
using Acsa.Dicom.IO.Reader;
using Acsa.DicomScp;

namespace Acsa.Fuzz;

/// <summary>Bare data sets as they come in messages. Input: <c>| 0 syntax | 1.. data set |</c>.</summary>
internal sealed class DataSetTarget : FuzzTarget
{
    public override string Name => "dataset";

    public override int Weight => 60;

    public override IEnumerable<byte[]> Seeds() =>
        from i in Enumerable.Range(0, 3)
        from withLengths in new[] { false, true }
        select (byte[])[(byte)i, .. SeedDataSets.DataSet(SeedDataSets.Syntaxes[i], withLengths)];

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        if (input.Length == 0) return [0];
        var syntax = SyntaxOf(input);
        return DataSetMutator.Mutate(input, other, random, 1, new Coding(syntax.IsExplicitVR, syntax.Endian == Acsa.Dicom.IO.Endian.Big));
    }

    public override object? Read(byte[] input)
    {
        if (input.Length == 0) return null;
        var dataset = DicomDatasetReader.Read(input[1..], SyntaxOf(input));
        // What a node makes of them: storage commitment comes from peers.
        _ = CommitmentMessages.ReadRequest(dataset);
        _ = CommitmentMessages.ReadReport(dataset);
        return dataset;
    }

    public override bool IsDocumented(Exception error) => error is DicomDataException;

    public override string Describe(byte[] input, object? result)
    {
        var text = new StringBuilder();
        if (result is DicomDataset dataset) FileTarget.Outline(text, dataset, 0);
        return text.ToString();
    }

    public override void Check(byte[] input, object? result, Exception? error)
    {
        if (result is not DicomDataset dataset) return;
        if (input.Length % 4 == 0) FileTarget.ReadValues(dataset);
        var streamed = DicomDatasetReader.Read(new TrickleStream(input[1..], 50), SyntaxOf(input));
        if (DataSetText.HashOf(streamed) != DataSetText.HashOf(dataset))
            throw new FindException("from memory and from a socket values differ", DataSetText.Difference(dataset, streamed));
    }

    private static DicomTransferSyntax SyntaxOf(byte[] input) => SeedDataSets.Syntaxes[input[0] % 3];
}
