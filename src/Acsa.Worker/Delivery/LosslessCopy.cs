namespace Acsa.Worker.Delivery;

/// <summary>
/// A native copy for a peer that does not take an object as it is encoded. Only what was coded without loss is copied: decoders differ by a
/// level where there was loss, so that the copy would not be what others see in the original (docs/decisions/021).
/// </summary>
static class LosslessCopy
{
    /// <summary>What every peer takes, by itself or as implicit VR little endian (PS3.5 10.1).</summary>
    public static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;

    /// <summary>Writes the copy; what comes back is null, or the reason why there is none.</summary>
    public static string? TryWrite(string source, string target)
    {
        try
        {
            var file = DicomFile.Open(source);
            var syntax = file.Dataset.InternalTransferSyntax;
            if (syntax.IsLossy) return "no copy is made of images that were compressed with loss";
            new DicomTranscoder(syntax, Syntax).Transcode(file).Save(target);
            return null;
        }
        catch (Exception error) when (error is DicomException or IOException)
        {
            return $"no lossless copy can be made: {error.Message}";
        }
    }
}
