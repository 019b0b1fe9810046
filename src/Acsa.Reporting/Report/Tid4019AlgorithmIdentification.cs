using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>TID 4019 Algorithm Identification.</summary>
internal static class Tid4019AlgorithmIdentification
{
    public static IEnumerable<DicomDataset> Of(ModelIdentity model) =>
    [
        ContentItem.Text(Relationship.HasConceptModifier, Concepts.AlgorithmName, model.Id),
        ContentItem.Text(Relationship.HasConceptModifier, Concepts.AlgorithmVersion, model.Version),
        ContentItem.Text(Relationship.HasConceptModifier, Concepts.AlgorithmParameters, $"SHA-256 {model.Sha256}"),
        ContentItem.Code(Relationship.HasConceptModifier, Concepts.AlgorithmFamily, Concepts.ArtificialIntelligence),
    ];
}
