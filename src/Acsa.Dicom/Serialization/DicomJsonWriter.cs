using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Acsa.Dicom.Serialization;

/// <summary>Writes data sets in the DICOM JSON Model (PS3.18 annex F), piece by piece, as UTF-8.</summary>
public sealed partial class DicomJsonWriter
{
    private const int FlushSize = 64 * 1024;

    private readonly Utf8JsonWriter _json;
    private readonly DicomJsonOptions _options;

    private DicomJsonWriter(Utf8JsonWriter json, DicomJsonOptions options)
    {
        _json = json;
        _options = options;
    }

    /// <summary>Writes a data set; the stream stays open.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit for inline values is above what may be inlined.</exception>
    public static void Write(Stream stream, DicomDataset dataset, DicomJsonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(dataset);
        options ??= new DicomJsonOptions();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.InlineLimit, Limits.InlineBinary);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = options.IsIndented,
            // JSON for programs, not for pages: names stay readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        new DicomJsonWriter(json, options).WriteDataset(dataset, "");
    }

    private void WriteDataset(DicomDataset dataset, string path)
    {
        _json.WriteStartObject();
        // F.2.2: group lengths are not part of the model.
        foreach (var item in dataset)
            if (item.Tag.Element != 0) WriteItem(item, path);
        _json.WriteEndObject();
        if (_json.BytesPending > FlushSize) _json.Flush();
    }

    private void WriteItem(DicomItem item, string path)
    {
        var here = _options.BulkDataUri is null ? "" : path + "/" + item.Tag.ToString("J", CultureInfo.InvariantCulture);
        switch (item)
        {
            case DicomSequence sequence:
                WriteSequence(sequence, here);
                break;
            case DicomFragmentSequence:
                WriteBulkData(item, here);
                break;
            case DicomElement element when IsBinary(element.ValueRepresentation):
                WriteBinary(element, here);
                break;
            case DicomElement element:
                BeginAttribute(element);
                WriteValues(element);
                _json.WriteEndObject();
                break;
        }
    }

    private void WriteSequence(DicomSequence sequence, string path)
    {
        BeginAttribute(sequence);
        if (sequence.Items.Count > 0)
        {
            _json.WriteStartArray("Value"u8);
            for (var i = 0; i < sequence.Items.Count; i++)
                WriteDataset(sequence.Items[i], path.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{path}/{i}"));
            _json.WriteEndArray();
        }
        _json.WriteEndObject();
    }

    private void WriteBinary(DicomElement element, string path)
    {
        if (element.Buffer.Size > _options.InlineLimit)
        {
            WriteBulkData(element, path);
            return;
        }
        BeginAttribute(element);
        if (element.Buffer.Size > 0) _json.WriteBase64String("InlineBinary"u8, element.Buffer.Data);
        _json.WriteEndObject();
    }

    private void WriteBulkData(DicomItem item, string path)
    {
        if (_options.BulkDataUri?.Invoke(path) is not { } uri) return;
        BeginAttribute(item);
        _json.WriteString("BulkDataURI"u8, uri);
        _json.WriteEndObject();
    }

    private void BeginAttribute(DicomItem item)
    {
        var name = _options.TagsAsKeywords && !ReferenceEquals(item.Tag.DictionaryEntry, DicomDictionary.UnknownTag) && !item.Tag.IsPrivate
            ? item.Tag.DictionaryEntry.Keyword : item.Tag.ToString("J", CultureInfo.InvariantCulture);
        _json.WriteStartObject(name);
        _json.WriteString("vr"u8, item.ValueRepresentation.Code);
    }

    private static bool IsBinary(DicomVR vr) =>
        vr.Code is "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "UN";
}
