namespace Acsa.Dicom.Imaging.Codec;

/// <summary>The retired terms for subsampled colour of partial range (PS3.3 C.7.6.3.1.2).</summary>
internal static class SubsampledColour
{
    /// <summary>
    /// Compressed frames hold full-range YCbCr at every pixel or of their own sampling; under these terms nobody can tell whether black is
    /// 0 or 16, and grey levels would be off by as much. Throws DicomCodecException for them.
    /// </summary>
    public static void RefusePartialRange(PhotometricInterpretation? photometric, string syntax)
    {
        if (photometric == PhotometricInterpretation.YbrPartial422 || photometric == PhotometricInterpretation.YbrPartial420)
            throw new DicomCodecException($"Frames of {photometric.Value} in {syntax} are not decoded.");
    }
}
