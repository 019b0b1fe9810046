namespace Acsa.Dicom;

/// <summary>Sequence of Items (SQ): data sets inside a data set.</summary>
public class DicomSequence : DicomItem, IEnumerable<DicomDataset>
{
    /// <summary>A sequence of these items.</summary>
    public DicomSequence(DicomTag tag, params DicomDataset[] items) : base(tag) => Items = new List<DicomDataset>(items);

    private DicomSequence(DicomTag tag, List<DicomDataset> items) : base(tag) => Items = items;

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SQ;

    /// <summary>The items.</summary>
    public IList<DicomDataset> Items { get; }

    /// <summary>Whether it was read with a delimiter in place of a length.</summary>
    internal bool CameWithUndefinedLength { get; init; }

    /// <inheritdoc/>
    public IEnumerator<DicomDataset> GetEnumerator() => Items.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override void Validate()
    {
        foreach (var item in Items) item.Validate();
    }

    internal override DicomItem Copy() => new DicomSequence(Tag, Items.Select(item => item.Clone()).ToList())
    {
        CameWithUndefinedLength = CameWithUndefinedLength,
    };
}
