namespace Acsa.Worker.SelfTest;

/// <summary>Whether everything that was sent came back as it was; what an archive adds is its own affair.</summary>
static class DatasetComparison
{
    /// <summary>The first attribute that is missing or has other bytes, as path of tags; null when all are there.</summary>
    public static string? FirstDifference(DicomDataset sent, DicomDataset fetched)
    {
        foreach (var item in sent)
        {
            if (item.Tag.Element == 0) continue; // Group lengths.
            switch (item)
            {
                case DicomSequence sequence:
                    if (!fetched.TryGetSequence(item.Tag, out var other) || other.Items.Count != sequence.Items.Count) return $"{item.Tag}";
                    for (var i = 0; i < sequence.Items.Count; i++)
                        if (FirstDifference(sequence.Items[i], other.Items[i]) is { } below) return $"{item.Tag}[{i + 1}] {below}";
                    break;
                case DicomElement element:
                    if (fetched.GetDicomItem<DicomElement>(item.Tag) is not { } found || !Same(element.Buffer.Data, found.Buffer.Data)) return $"{item.Tag}";
                    break;
            }
        }

        return null;
    }

    // An even length is filled up, and not always by the same program.
    static bool Same(byte[] one, byte[] other)
    {
        if (one.AsSpan().SequenceEqual(other)) return true;
        return Trimmed(one).SequenceEqual(Trimmed(other));
    }

    static ReadOnlySpan<byte> Trimmed(byte[] value) => value.Length > 0 && value[^1] is 0 or 32 ? value.AsSpan(0, value.Length - 1) : value;
}
