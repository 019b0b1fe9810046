namespace Acsa.Reporting;

/// <summary>
/// Copies attributes unchanged in meaning: text is taken through Unicode, so that it can be written in the result's character set
/// (PS3.5 6.1), everything else keeps its bytes. Private attributes are left out.
/// </summary>
internal static class ReencodedCopy
{
    public static void Copy(DicomDataset from, DicomDataset to, DicomTag tag) => Copy(from, to, tag, 0);

    static void Copy(DicomDataset from, DicomDataset to, DicomTag tag, int depth)
    {
        if (from.GetDicomItem<DicomItem>(tag) is not { } item || item.ValueRepresentation == DicomVR.UN) return;
        if (item is DicomSequence sequence)
        {
            if (depth < Limits.MaxCopyDepth)
                to.AddOrUpdate(new DicomSequence(tag,
                    [.. sequence.Items.Take(Limits.MaxCopiedItems).Select(nested => CopyItem(nested, depth + 1))]));
        }
        else if (item.ValueRepresentation.IsStringEncoded)
            to.AddOrUpdate(item.ValueRepresentation, tag, from.GetValues<string>(tag));
        else
            to.AddOrUpdate(item);
    }

    static DicomDataset CopyItem(DicomDataset from, int depth)
    {
        var to = new DicomDataset().NotValidated();
        foreach (var item in from)
            if (!item.Tag.IsPrivate && item.Tag != DicomTag.SpecificCharacterSet) Copy(from, to, item.Tag, depth);
        return to;
    }
}
