using Acsa.Dicom.IO.Reader;

namespace Acsa.Fuzz;

/// <summary>A data set as lines or as a number, to compare two of them: text by its meaning, other values by their bytes.</summary>
internal static class DataSetText
{
    public static ulong HashOf(DicomDataset dataset)
    {
        var hash = new Hash64();
        Visit(dataset, 0, (line, bytes) =>
        {
            hash.Add(line);
            hash.Add(bytes);
        });
        return hash.Value;
    }

    public static string Of(DicomDataset dataset)
    {
        var text = new System.Text.StringBuilder();
        Visit(dataset, 0, (line, bytes) => text.Append(line).Append(' ').AppendLine(Convert.ToHexString(bytes)));
        return text.ToString();
    }

    /// <summary>The first line in which two data sets differ.</summary>
    public static string Difference(DicomDataset a, DicomDataset b)
    {
        var (one, other) = (Of(a).Split('\n'), Of(b).Split('\n'));
        var at = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(i => one[i] != other[i], -1);
        return at >= 0 ? $"{Shortened(one[at])} ≠ {Shortened(other[at])}" : $"{one.Length} lines ≠ {other.Length}";
    }

    private static string Shortened(string line) => line.Length > 300 ? line[..300] : line;

    private delegate void Line(string text, ReadOnlySpan<byte> bytes);

    private static void Visit(DicomDataset dataset, int depth, Line line)
    {
        foreach (var item in dataset)
        {
            // Writers leave group lengths out.
            if (item.Tag.Element == 0) continue;
            // Without the private creator: one that stands behind its elements is found when they are in order.
            var head = $"{depth} {item.Tag.Value:X8} ";
            switch (item)
            {
                case DicomSequence sequence:
                    line(head + "SQ", []);
                    foreach (var inner in sequence)
                    {
                        line($"{depth} item", []);
                        Visit(inner, depth + 1, line);
                    }
                    break;
                case DicomFragmentSequence fragments:
                    line(head + string.Join(',', fragments.OffsetTable), []);
                    foreach (var fragment in fragments) line("fragment", Padded(fragment.Data, 0));
                    break;
                // Longer text is written as UN, where explicit VR has only two bytes for its length.
                case DicomStringElement text when text.Buffer.Size <= 0xFFFE:
                    line(head + text.Get<string>(), []);
                    break;
                case DicomElement element:
                    line(head, Padded(element.Buffer.Data, element.ValueRepresentation.PaddingValue));
                    break;
            }
        }
    }

    private static byte[] Padded(byte[] bytes, byte padding) => bytes.Length % 2 == 0 ? bytes : [.. bytes, padding];
}
