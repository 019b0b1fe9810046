using System.Globalization;
using System.Text;

namespace Acsa.Fuzz;

/// <summary>
/// Decimal and integer strings, dates, times and the like. Input: <c>| 0 value representation | 1.. text |</c>. What is read as a number
/// must be the number that stands there.
/// </summary>
internal sealed class NumberTarget : FuzzTarget
{
    private static readonly DicomTag[] Tags =
    [
        DicomTag.FrameTime, DicomTag.NumberOfFrames, DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.AcquisitionDateTime,
        DicomTag.PatientAge,
        DicomTag.SOPInstanceUID, DicomTag.Modality, DicomTag.RetrieveAETitle, DicomTag.FrameIncrementPointer,
    ];

    public override string Name => "number";

    public override int Weight => 120;

    public override IEnumerable<byte[]> Seeds()
    {
        var random = new FuzzRandom(2);
        for (byte i = 0; i < 60; i++)
            yield return [i, .. TextValues.Any(TagOf(i).DictionaryEntry.ValueRepresentations[0].Code, random)];
    }

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => random.OneIn(4)
        ? [random.NextByte(), .. Encoding.UTF8.GetBytes(TextValues.Number(random))]
        : ByteMutator.Mutate(input, other, random);

    public override object? Read(byte[] input)
    {
        if (input.Length == 0) return null;
        var tag = TagOf(input[0]);
        var dataset = new DicomDataset().NotValidated();
        dataset.AddRead(ItemFactory.Create(tag.DictionaryEntry.ValueRepresentations[0], tag, DicomCharacterSet.Default,
            new MemoryByteBuffer(input[1..])));
        FileTarget.ReadValues(dataset);
        return dataset;
    }

    public override bool IsDocumented(Exception error) => false;

    public override string Describe(byte[] input, object? result)
    {
        if (result is not DicomDataset dataset) return "";
        var tag = TagOf(input[0]);
        return $"{tag} {dataset.GetValueCount(tag)} {dataset.TryGetSingleValue<double>(tag, out _)}"
            + $"{dataset.TryGetSingleValue<int>(tag, out _)}"
            + $"{dataset.TryGetSingleValue<decimal>(tag, out _)}{dataset.TryGetSingleValue<DateTime>(tag, out _)}";
    }

    public override void Check(byte[] input, object? result, Exception? error)
    {
        if (result is not DicomDataset dataset) return;
        var tag = TagOf(input[0]);
        if (tag != DicomTag.FrameTime && tag != DicomTag.NumberOfFrames) return;
        var text = dataset.GetString(tag).Trim('\0').Trim();
        if (!dataset.TryGetSingleValue<double>(tag, out var number)) return;
        // PS3.5 6.2: an optional sign, digits, and in DS a point and an exponent; nothing else is a number.
        if (text.AsSpan().ContainsAnyExcept("0123456789+-.eE")) throw new FindException("what is no number is read as one", text);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected) || !expected.Equals(number))
            throw new FindException("another number is read than is written", $"{text}: {number}");
        if (dataset.TryGetSingleValue<decimal>(tag, out var exact) && Math.Abs((double)exact - number) > 1e-12 * Math.Abs(number) + 1e-27)
            throw new FindException("as decimal and as double it is another number", text);
    }

    private static DicomTag TagOf(byte option) => Tags[option % Tags.Length];
}
