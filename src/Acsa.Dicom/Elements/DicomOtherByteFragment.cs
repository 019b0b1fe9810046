namespace Acsa.Dicom;

/// <summary>Fragments whose value representation is Other Byte (OB).</summary>
public sealed class DicomOtherByteFragment : DicomFragmentSequence
{
    /// <summary>An empty sequence.</summary>
    public DicomOtherByteFragment(DicomTag tag) : base(tag)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OB;
}
