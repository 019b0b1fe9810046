namespace Acsa.Dicom.StructuredReport;

/// <summary>One node of a report's content tree (PS3.3 C.17.3).</summary>
public partial class DicomContentItem
{
    /// <summary>The content item in this data set.</summary>
    public DicomContentItem(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset = dataset;
    }

    /// <summary>A TEXT or PNAME item.</summary>
    public DicomContentItem(DicomCodeItem code, DicomRelationship relationship, DicomValueType type, string value)
        : this(code, relationship, type)
    {
        Dataset.Add(type switch
        {
            DicomValueType.Text => DicomTag.TextValue,
            DicomValueType.PersonName => DicomTag.PersonName,
            _ => throw WrongType("string", type),
        }, value);
    }

    /// <summary>A DATE, TIME or DATETIME item.</summary>
    public DicomContentItem(DicomCodeItem code, DicomRelationship relationship, DicomValueType type, DateTime value)
        : this(code, relationship, type)
    {
        Dataset.Add(type switch
        {
            DicomValueType.Date => DicomTag.Date,
            DicomValueType.Time => DicomTag.Time,
            DicomValueType.DateTime => DicomTag.DateTime,
            _ => throw WrongType("DateTime", type),
        }, value);
    }

    /// <summary>A UIDREF item.</summary>
    public DicomContentItem(DicomCodeItem code, DicomRelationship relationship, DicomUID value)
        : this(code, relationship, DicomValueType.UIDReference) => Dataset.Add(DicomTag.UID, value);

    /// <summary>A CODE item.</summary>
    public DicomContentItem(DicomCodeItem code, DicomRelationship relationship, DicomCodeItem value)
        : this(code, relationship, DicomValueType.Code) => Dataset.Add(DicomTag.ConceptCodeSequence, value);

    /// <summary>A NUM item.</summary>
    public DicomContentItem(DicomCodeItem code, DicomRelationship relationship, DicomMeasuredValue value)
        : this(code, relationship, DicomValueType.Numeric) => Dataset.Add(DicomTag.MeasuredValueSequence, value);

    /// <summary>A COMPOSITE, IMAGE or WAVEFORM item.</summary>
    public DicomContentItem(DicomCodeItem code, DicomRelationship relationship, DicomValueType type, DicomReferencedSOP value)
        : this(code, relationship, type)
    {
        if (!RefersToSop(type)) throw WrongType("DicomReferencedSOP", type);
        Dataset.Add(DicomTag.ReferencedSOPSequence, value);
    }

    /// <summary>A CONTAINER item.</summary>
    public DicomContentItem(
        DicomCodeItem code, DicomRelationship relationship, DicomContinuity continuity, params DicomContentItem[] items)
        : this(code, relationship, DicomValueType.Container)
    {
        Dataset.Add(DicomTag.ContinuityOfContent, continuity.ToString().ToUpperInvariant());
        // PS3.3 C.17.3: a container without content has no Content Sequence, not an empty one.
        if (items.Length > 0) Dataset.Add(DicomTag.ContentSequence, items);
    }

    private DicomContentItem(DicomCodeItem code, DicomRelationship relationship, DicomValueType type)
    {
        Dataset = [];
        Dataset.Add(DicomTag.RelationshipType, ContentItemTerms.Of(relationship));
        Dataset.Add(DicomTag.ValueType, ContentItemTerms.Of(type));
        Dataset.Add(DicomTag.ConceptNameCodeSequence, code);
    }

    /// <summary>The data set of the item.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>The concept name.</summary>
    public DicomCodeItem Code => Dataset.GetCodeItem(DicomTag.ConceptNameCodeSequence);

    /// <summary>The kind of value.</summary>
    public DicomValueType Type => ContentItemTerms.ValueType(Dataset.GetValueOrDefault(DicomTag.ValueType, 0, ""));

    /// <summary>How it relates to the item that holds it.</summary>
    public DicomRelationship Relationship => ContentItemTerms.Relationship(Dataset.GetValueOrDefault(DicomTag.RelationshipType, 0, ""));

    /// <summary>Whether a container's text is to be read as one.</summary>
    public DicomContinuity Continuity => Dataset.GetValueOrDefault(DicomTag.ContinuityOfContent, 0, DicomContinuity.None);

    /// <summary>The items that it holds.</summary>
    public IEnumerable<DicomContentItem> Children() => Dataset.TryGetSequence(DicomTag.ContentSequence, out var sequence)
        ? sequence.Items.Select(item => new DicomContentItem(item)) : [];

    /// <summary>Adds an item, and returns it.</summary>
    public DicomContentItem Add(DicomContentItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!Dataset.TryGetSequence(DicomTag.ContentSequence, out var sequence))
            Dataset.Add(sequence = new DicomSequence(DicomTag.ContentSequence));
        sequence.Items.Add(item.Dataset);
        return item;
    }

    /// <summary>Adds a TEXT or PNAME item.</summary>
    public DicomContentItem Add(DicomCodeItem code, DicomRelationship relationship, DicomValueType type, string value) =>
        Add(new DicomContentItem(code, relationship, type, value));

    /// <summary>Adds a DATE, TIME or DATETIME item.</summary>
    public DicomContentItem Add(DicomCodeItem code, DicomRelationship relationship, DicomValueType type, DateTime value) =>
        Add(new DicomContentItem(code, relationship, type, value));

    /// <summary>Adds a UIDREF item.</summary>
    public DicomContentItem Add(DicomCodeItem code, DicomRelationship relationship, DicomUID value) =>
        Add(new DicomContentItem(code, relationship, value));

    /// <summary>Adds a CODE item.</summary>
    public DicomContentItem Add(DicomCodeItem code, DicomRelationship relationship, DicomCodeItem value) =>
        Add(new DicomContentItem(code, relationship, value));

    /// <summary>Adds a NUM item.</summary>
    public DicomContentItem Add(DicomCodeItem code, DicomRelationship relationship, DicomMeasuredValue value) =>
        Add(new DicomContentItem(code, relationship, value));

    /// <summary>Adds a COMPOSITE, IMAGE or WAVEFORM item.</summary>
    public DicomContentItem Add(DicomCodeItem code, DicomRelationship relationship, DicomValueType type, DicomReferencedSOP value) =>
        Add(new DicomContentItem(code, relationship, type, value));

    /// <summary>Adds a CONTAINER item.</summary>
    public DicomContentItem Add(
        DicomCodeItem code, DicomRelationship relationship, DicomContinuity continuity, params DicomContentItem[] items) =>
        Add(new DicomContentItem(code, relationship, continuity, items));

    private static bool RefersToSop(DicomValueType type) =>
        type is DicomValueType.Composite or DicomValueType.Image or DicomValueType.Waveform;

    private static DicomStructuredReportException WrongType(string value, DicomValueType type) =>
        new($"A {type} content item does not take a {value}");
}
