namespace Acsa.Dicom;

public partial class DicomDataset
{
    /// <summary>
    /// What the functional groups of an enhanced multi-frame image say of one frame: the shared groups, overlaid with the frame's own
    /// (PS3.3 C.7.6.16), each group's attributes taken out of its sequence.
    /// </summary>
    /// <param name="frame">The frame, counted from 0.</param>
    public DicomDataset FunctionalGroupValues(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        var values = new DicomDataset(_syntax) { ValidateItems = false, FallbackCharacterSet = CharacterSet };
        if (TryGetNonEmptySequence(DicomTag.SharedFunctionalGroupsSequence, out var shared)) AddGroups(values, shared.Items[0]);
        if (TryGetSequence(DicomTag.PerFrameFunctionalGroupsSequence, out var perFrame) && frame < perFrame.Items.Count)
            AddGroups(values, perFrame.Items[frame]);
        return values;
    }

    private static void AddGroups(DicomDataset values, DicomDataset groups)
    {
        foreach (var group in groups)
        {
            // The one group that may have several items.
            if (group.Tag == DicomTag.ReferencedImageSequence) values.AddOrUpdate(group);
            else if (group is DicomSequence { Items.Count: > 0 } sequence) values.AddOrUpdate(sequence.Items[0]);
        }
    }
}
