using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>TID 300 Measurement: a number, what it was derived by, and the algorithm where the group has more than one.</summary>
internal static class Tid300Measurement
{
    public static DicomDataset Of(CodedConcept concept, double value, CodedConcept unit, CodedConcept? derivation = null,
        CodedConcept? method = null)
    {
        var modifiers = new List<DicomDataset>();
        if (derivation is not null) modifiers.Add(ContentItem.Code(Relationship.HasConceptModifier, Concepts.Derivation, derivation));
        if (method is not null) modifiers.Add(ContentItem.Code(Relationship.HasConceptModifier, Concepts.MeasurementMethod, method));
        return ContentItem.Number(Relationship.Contains, concept, value, unit).With(modifiers);
    }
}
