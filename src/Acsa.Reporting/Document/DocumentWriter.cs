namespace Acsa.Reporting;

/// <summary>Writes an Encapsulated PDF (PS3.3 A.45.1) of the page that people read.</summary>
internal static class DocumentWriter
{
    const string Title = "Muscle cross-section";

    public static DicomFile Write(ReportRequest request, SourceReference source, ResultIdentity identity)
    {
        var result = ResultHeader.Create(request, source, identity, ResultKind.Document, null);
        result.AddOrUpdate(DicomTag.ConversionType, "WSD");
        // The page bears no identity, but the picture on it shows whatever the scanner wrote into its pixels.
        result.AddOrUpdate(DicomTag.BurnedInAnnotation, "YES");
        result.AddOrUpdate<string>(DicomTag.AcquisitionDateTime);
        result.AddOrUpdate(DicomTag.DocumentTitle, Title);
        result.AddOrUpdate(CodeSequence.Of(DicomTag.ConceptNameCodeSequence, Concepts.UltrasoundReport));
        result.AddOrUpdate(DicomTag.MIMETypeOfEncapsulatedDocument, "application/pdf");
        result.AddOrUpdate(new DicomSequence(DicomTag.SourceInstanceSequence, SourceInstance(source)));
        var pdf = ResultPage.Draw(request, source).ToArray(Title);
        result.AddOrUpdate(DicomTag.EncapsulatedDocumentLength, (uint)pdf.Length);
        result.AddOrUpdate(new DicomOtherByte(DicomTag.EncapsulatedDocument,
            new MemoryByteBuffer(pdf.Length % 2 == 0 ? pdf : [.. pdf, 0])));
        return new DicomFile(result);
    }

    static DicomDataset SourceInstance(SourceReference source)
    {
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.ReferencedSOPClassUID, source.SopClassUid);
        item.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, source.SopInstanceUid);
        item.AddOrUpdate(CodeSequence.Of(DicomTag.PurposeOfReferenceCodeSequence, Concepts.SourceImage));
        return item;
    }
}
