using System.Text;

namespace Acsa.Dicom.Serialization;

/// <summary>The DICOM JSON Model (PS3.18 annex F) as text, under fo-dicom's name; for large data sets there is
/// <see cref="DicomJsonWriter"/>.</summary>
public static class DicomJson
{
    /// <summary>The data set as JSON; binary values up to <see cref="DicomJsonOptions.InlineLimit"/> bytes are in it, larger ones are left
    /// out.</summary>
    public static string ConvertDicomToJson(DicomDataset dataset, bool writeTagsAsKeywords = false, bool formatIndented = false)
    {
        using var json = new MemoryStream();
        DicomJsonWriter.Write(json, dataset, new DicomJsonOptions { TagsAsKeywords = writeTagsAsKeywords, IsIndented = formatIndented });
        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }
}
