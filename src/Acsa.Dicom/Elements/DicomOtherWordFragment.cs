namespace Acsa.Dicom;

/// <summary>Fragments whose value representation is Other Word (OW).</summary>
public sealed class DicomOtherWordFragment : DicomFragmentSequence
{
    /// <summary>An empty sequence.</summary>
    public DicomOtherWordFragment(DicomTag tag) : base(tag)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OW;
}
