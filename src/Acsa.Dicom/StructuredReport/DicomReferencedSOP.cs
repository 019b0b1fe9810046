namespace Acsa.Dicom.StructuredReport;

/// <summary>A reference to another instance.</summary>
public class DicomReferencedSOP : DicomDataset
{
    /// <summary>The reference in this item.</summary>
    public DicomReferencedSOP(DicomDataset dataset) : base(dataset)
    {
    }

    /// <summary>The reference in the first item of this sequence.</summary>
    /// <exception cref="DicomDataException">The sequence is empty.</exception>
    public DicomReferencedSOP(DicomSequence sequence) : base(DicomCodeItem.FirstItem(sequence, "referenced SOP pair"))
    {
    }

    /// <summary>A reference to an instance of a class.</summary>
    public DicomReferencedSOP(DicomUID inst, DicomUID clazz)
    {
        Add(DicomTag.ReferencedSOPInstanceUID, inst);
        Add(DicomTag.ReferencedSOPClassUID, clazz);
    }

    /// <summary>The SOP Instance UID.</summary>
    public DicomUID Instance => GetSingleValue<DicomUID>(DicomTag.ReferencedSOPInstanceUID);

    /// <summary>The SOP Class UID.</summary>
    public DicomUID Class => GetSingleValue<DicomUID>(DicomTag.ReferencedSOPClassUID);
}
