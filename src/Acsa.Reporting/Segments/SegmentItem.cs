using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>An item of the Segment Sequence (0062,0002), PS3.3 C.8.20.2 and C.8.20.4.</summary>
internal static class SegmentItem
{
    public static DicomDataset Of(Segment segment)
    {
        var structure = segment.Structure;
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.SegmentNumber, (ushort)segment.Number);
        item.AddOrUpdate(DicomTag.SegmentLabel, structure.Label);
        item.AddOrUpdate(DicomTag.SegmentAlgorithmType, segment.IsEdited ? "SEMIAUTOMATIC" : "AUTOMATIC");
        item.AddOrUpdate(DicomTag.SegmentAlgorithmName, AlgorithmName(segment.Model));
        item.AddOrUpdate(CodeSequence.Of(DicomTag.SegmentedPropertyCategoryCodeSequence, structure.Category));
        item.AddOrUpdate(Sided(DicomTag.SegmentedPropertyTypeCodeSequence, structure.Code,
            DicomTag.SegmentedPropertyTypeModifierCodeSequence, structure.Side));
        if (structure.Site is { } site)
            item.AddOrUpdate(Sided(DicomTag.AnatomicRegionSequence, site, DicomTag.AnatomicRegionModifierSequence, structure.Side));
        item.AddOrUpdate(DicomTag.TrackingID, structure.Label);
        item.AddOrUpdate(DicomTag.TrackingUID, segment.TrackingUid);
        if (segment.Model is { } model)
            item.AddOrUpdate(new DicomSequence(DicomTag.SegmentationAlgorithmIdentificationSequence, Algorithm(model)));
        item.AddOrUpdate(DicomTag.RecommendedDisplayCIELabValue, CieLab.From(structure.Colour));
        return item;
    }

    /// <summary>Number 0 of a label map: what belongs to no segment.</summary>
    public static DicomDataset Background()
    {
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.SegmentNumber, (ushort)0);
        item.AddOrUpdate(DicomTag.SegmentLabel, Concepts.Background.Meaning);
        item.AddOrUpdate(DicomTag.SegmentAlgorithmType, "AUTOMATIC");
        item.AddOrUpdate(DicomTag.SegmentAlgorithmName, AlgorithmName(null));
        item.AddOrUpdate(CodeSequence.Of(DicomTag.SegmentedPropertyCategoryCodeSequence, Concepts.Background));
        item.AddOrUpdate(CodeSequence.Of(DicomTag.SegmentedPropertyTypeCodeSequence, Concepts.Background));
        return item;
    }

    static DicomSequence Sided(DicomTag tag, CodedConcept concept, DicomTag modifier, Laterality side)
    {
        var code = CodeSequence.Item(concept);
        if (Concepts.Side(side) is { } sideCode) code.AddOrUpdate(CodeSequence.Of(modifier, sideCode));
        return new DicomSequence(tag, code);
    }

    // PS3.3 10.16: Algorithm Identification Macro. 123110 is "Artificial Intelligence"; 123109, often seen here, is "Manual Processing".
    static DicomDataset Algorithm(ModelIdentity model)
    {
        var item = new DicomDataset();
        item.AddOrUpdate(CodeSequence.Of(DicomTag.AlgorithmFamilyCodeSequence, Concepts.ArtificialIntelligence));
        item.AddOrUpdate(DicomTag.AlgorithmName, AlgorithmName(model));
        item.AddOrUpdate(DicomTag.AlgorithmVersion, DisplayText.Limit(model.Version, 64));
        item.AddOrUpdate(DicomTag.AlgorithmParameters, $"SHA-256 {model.Sha256}");
        return item;
    }

    static string AlgorithmName(ModelIdentity? model) => DisplayText.Limit(model?.Id ?? "AcsaNode", 64);
}
