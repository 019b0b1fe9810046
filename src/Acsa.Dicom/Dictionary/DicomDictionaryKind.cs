namespace Acsa.Dicom;

/// <summary>What many attributes share: the value representations allowed, the multiplicity, whether retired.</summary>
internal sealed record DicomDictionaryKind(DicomVR[] ValueRepresentations, DicomVM ValueMultiplicity, bool IsRetired)
{
    /// <summary>Reads for example <c>US or SS|1-n|R</c>.</summary>
    internal static DicomDictionaryKind Parse(string text)
    {
        var parts = text.Split('|');
        var representations = Array.ConvertAll(parts[0].Split(" or "), DicomVR.Parse);
        return new DicomDictionaryKind(representations, DicomVM.Parse(parts[1]), parts[2].Length > 0);
    }
}
