using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>Code sequences (PS3.3 8.8).</summary>
internal static class CodeSequence
{
    public static DicomSequence Of(DicomTag tag, CodedConcept concept) => new(tag, Item(concept));

    public static DicomDataset Item(CodedConcept concept)
    {
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.CodeValue, concept.Value);
        item.AddOrUpdate(DicomTag.CodingSchemeDesignator, concept.Scheme);
        item.AddOrUpdate(DicomTag.CodeMeaning, concept.Meaning);
        return item;
    }
}
