using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>Content items of a structured report as data sets (PS3.3 C.17.3), one method per value type.</summary>
internal static class ContentItem
{
    /// <summary>A container; <paramref name="template"/> is the number of the DCMR template whose content it holds, or null.</summary>
    public static DicomDataset Container(string? relationship, CodedConcept concept, string? template,
        params IEnumerable<DicomDataset> children)
    {
        var item = Item(relationship, "CONTAINER", concept);
        item.AddOrUpdate(DicomTag.ContinuityOfContent, "SEPARATE");
        if (template is not null)
        {
            var identification = new DicomDataset();
            identification.AddOrUpdate(DicomTag.MappingResource, "DCMR");
            identification.AddOrUpdate(DicomTag.TemplateIdentifier, template);
            item.AddOrUpdate(new DicomSequence(DicomTag.ContentTemplateSequence, identification));
        }
        return item.With(children);
    }

    public static DicomDataset Text(string relationship, CodedConcept concept, string value)
    {
        var item = Item(relationship, "TEXT", concept);
        item.AddOrUpdate(DicomTag.TextValue, value);
        return item;
    }

    public static DicomDataset PersonName(string relationship, CodedConcept concept, string name)
    {
        var item = Item(relationship, "PNAME", concept);
        item.NotValidated().AddOrUpdate(DicomTag.PersonName, name);
        return item;
    }

    public static DicomDataset Code(string relationship, CodedConcept concept, CodedConcept value)
    {
        var item = Item(relationship, "CODE", concept);
        item.AddOrUpdate(CodeSequence.Of(DicomTag.ConceptCodeSequence, value));
        return item;
    }

    public static DicomDataset UidReference(string relationship, CodedConcept concept, string uid)
    {
        var item = Item(relationship, "UIDREF", concept);
        item.AddOrUpdate(DicomTag.UID, uid);
        return item;
    }

    public static DicomDataset Number(string relationship, CodedConcept concept, double value, CodedConcept unit)
    {
        var (text, exact) = DecimalText.Of(value);
        var measured = new DicomDataset();
        measured.AddOrUpdate(DicomTag.NumericValue, text);
        // C.18.1: required where the decimal string cannot carry the value.
        if (!exact) measured.AddOrUpdate(DicomTag.FloatingPointValue, value);
        measured.AddOrUpdate(CodeSequence.Of(DicomTag.MeasurementUnitsCodeSequence, unit));
        var item = Item(relationship, "NUM", concept);
        item.AddOrUpdate(new DicomSequence(DicomTag.MeasuredValueSequence, measured));
        return item;
    }

    /// <summary>An image reference; <paramref name="frameNumber"/> is null for images without frames.</summary>
    public static DicomDataset Image(string relationship, CodedConcept? concept, string sopClassUid, string sopInstanceUid,
        int? frameNumber)
    {
        var item = Item(relationship, "IMAGE", concept);
        item.AddOrUpdate(Reference(sopClassUid, sopInstanceUid, frameNumber));
        return item;
    }

    /// <summary>A reference to something that is no image.</summary>
    public static DicomDataset Composite(string relationship, string sopClassUid, string sopInstanceUid)
    {
        var item = Item(relationship, "COMPOSITE", null);
        item.AddOrUpdate(Reference(sopClassUid, sopInstanceUid, null));
        return item;
    }

    /// <summary>A closed polyline in pixel coordinates, (0, 0) being the outer corner of the first pixel (C.18.6).</summary>
    public static DicomDataset ClosedPolyline(string relationship, CodedConcept concept, Polygon outline, DicomDataset selectedFrom)
    {
        var item = Item(relationship, "SCOORD", concept);
        item.AddOrUpdate(DicomTag.GraphicData, [.. outline.Closed().SelectMany(point => new[] { (float)point.X, (float)point.Y })]);
        item.AddOrUpdate(DicomTag.GraphicType, "POLYLINE");
        return item.With([selectedFrom]);
    }

    /// <summary>Adds children; an item without any gets no empty sequence.</summary>
    public static DicomDataset With(this DicomDataset item, IEnumerable<DicomDataset> children)
    {
        DicomDataset[] all = [.. item.TryGetSequence(DicomTag.ContentSequence, out var present) ? present.Items : [], .. children];
        if (all.Length > 0) item.AddOrUpdate(new DicomSequence(DicomTag.ContentSequence, all));
        return item;
    }

    static DicomSequence Reference(string sopClassUid, string sopInstanceUid, int? frameNumber)
    {
        var reference = new DicomDataset();
        reference.AddOrUpdate(DicomTag.ReferencedSOPClassUID, sopClassUid);
        reference.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, sopInstanceUid);
        if (frameNumber is { } number) reference.AddOrUpdate(DicomTag.ReferencedFrameNumber, number);
        return new DicomSequence(DicomTag.ReferencedSOPSequence, reference);
    }

    static DicomDataset Item(string? relationship, string valueType, CodedConcept? concept)
    {
        var item = new DicomDataset();
        if (relationship is not null) item.AddOrUpdate(DicomTag.RelationshipType, relationship);
        item.AddOrUpdate(DicomTag.ValueType, valueType);
        if (concept is not null) item.AddOrUpdate(CodeSequence.Of(DicomTag.ConceptNameCodeSequence, concept));
        return item;
    }
}
