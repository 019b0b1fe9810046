namespace Acsa.Reporting;

/// <summary>
/// Copies attributes unchanged in meaning: text is taken through Unicode, so that it can be written in the result's character set
/// (PS3.5 6.1), everything else keeps its bytes. Private attributes are left out.
/// </summary>
internal static class ReencodedCopy
{
    /// <summary>Copies one attribute that the source has; throws <see cref="DicomDataException"/> naming it when it is too large.</summary>
    public static void Copy(DicomDataset from, DicomDataset to, DicomTag tag)
    {
        var left = Limits.MaxCopiedBytes;
        Copy(from, to, tag, 0, ref left);
    }

    static void Copy(DicomDataset from, DicomDataset to, DicomTag tag, int depth, ref long left)
    {
        if (from.GetDicomItem<DicomItem>(tag) is not { } item || item.ValueRepresentation == DicomVR.UN) return;
        if (item is DicomSequence sequence)
        {
            if (depth >= Limits.MaxCopyDepth) return;
            var items = new List<DicomDataset>();
            foreach (var nested in sequence.Items.Take(Limits.MaxCopiedItems)) items.Add(CopyItem(nested, depth + 1, ref left));
            to.AddOrUpdate(new DicomSequence(tag, [.. items]));
            return;
        }

        // Pixel data in the place of a value would be copied with all its fragments.
        left -= item is DicomElement element ? element.Buffer.Size : long.MaxValue;
        if (left < 0)
            throw new DicomDataException(
                $"{tag} {tag.DictionaryEntry.Name} of the source has more than {Limits.MaxCopiedBytes} bytes: no result takes that over.");
        if (item.ValueRepresentation.IsStringEncoded)
            to.AddOrUpdate(item.ValueRepresentation, tag, from.GetValues<string>(tag));
        else
            to.AddOrUpdate(item);
    }

    static DicomDataset CopyItem(DicomDataset from, int depth, ref long left)
    {
        var to = new DicomDataset().NotValidated();
        foreach (var item in from)
            if (!item.Tag.IsPrivate && item.Tag != DicomTag.SpecificCharacterSet) Copy(from, to, item.Tag, depth, ref left);
        return to;
    }
}
