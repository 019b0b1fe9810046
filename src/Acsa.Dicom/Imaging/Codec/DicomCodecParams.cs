namespace Acsa.Dicom.Imaging.Codec;

/// <summary>Settings of a codec; each codec that has some derives its own.</summary>
public abstract class DicomCodecParams
{
}
