using System.Globalization;
using System.Numerics;

namespace Acsa.Dicom.Serialization;

public sealed partial class DicomJsonWriter
{
    /// <summary>Integers up to this one are the same for every reader of JSON (RFC 8259 6).</summary>
    private const long LargestSafeInteger = (1L << 53) - 1;

    private void WriteValues(DicomElement element)
    {
        if (element.Count == 0) return;
        _json.WriteStartArray("Value"u8);
        // F.2.2: JSON is in UTF-8 whatever the data set was in.
        if (element.Tag == DicomTag.SpecificCharacterSet) _json.WriteStringValue("ISO_IR 192");
        else WriteEach(element);
        _json.WriteEndArray();
    }

    private void WriteEach(DicomElement element)
    {
        switch (element.ValueRepresentation.Code)
        {
            case "FL":
                foreach (var value in element.Get<float[]>()) WriteFloating(value, float.IsFinite(value));
                break;
            case "FD":
                foreach (var value in element.Get<double[]>()) WriteFloating(value, double.IsFinite(value));
                break;
            case "SL" or "SS" or "SV":
                foreach (var value in element.Get<long[]>()) WriteInteger(value, value is >= -LargestSafeInteger and <= LargestSafeInteger);
                break;
            case "UL" or "US" or "UV":
                foreach (var value in element.Get<ulong[]>()) WriteInteger(value, value <= LargestSafeInteger);
                break;
            case "AT":
                foreach (var value in element.Get<DicomTag[]>()) _json.WriteStringValue(value.ToString("J", CultureInfo.InvariantCulture));
                break;
            case "DS" or "IS":
                foreach (var value in element.Get<string[]>()) WriteNumberText(value.Trim(' '));
                break;
            case "PN":
                foreach (var value in element.Get<string[]>()) WritePersonName(value);
                break;
            default:
                foreach (var value in element.Get<string[]>()) WriteText(value);
                break;
        }
    }

    // JSON has no such numbers; F.2.3 lets a reader see the text that they are written with in XML (PS3.19 A.1.5).
    private void WriteFloating<T>(T value, bool isFinite) where T : IFloatingPoint<T>
    {
        if (isFinite) _json.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
        else _json.WriteStringValue(T.IsNaN(value) ? "NaN" : T.IsPositive(value) ? "Infinity" : "-Infinity");
    }

    // F.2.3, table F.2.3-1: SV and UV are numbers or strings; beyond 53 bits only a string is exact for everybody.
    private void WriteInteger<T>(T value, bool isSafe) where T : IBinaryInteger<T>
    {
        var text = value.ToString(null, CultureInfo.InvariantCulture);
        if (isSafe) _json.WriteRawValue(text);
        else _json.WriteStringValue(text);
    }

    // DS and IS are numbers or strings. The digits stay as they are, so nothing is lost on the way through a binary number.
    private void WriteNumberText(string text)
    {
        if (text.Length == 0) _json.WriteNullValue();
        else if (JsonNumber.TryFrom(text, out var number)) _json.WriteRawValue(number, skipInputValidation: true);
        else _json.WriteStringValue(text);
    }

    private void WriteText(string text)
    {
        if (text.Length == 0) _json.WriteNullValue();
        else _json.WriteStringValue(text);
    }

    private void WritePersonName(string name)
    {
        if (name.Length == 0)
        {
            _json.WriteNullValue();
            return;
        }
        var groups = name.Split('=');
        _json.WriteStartObject();
        WriteGroup("Alphabetic"u8, groups, 0);
        WriteGroup("Ideographic"u8, groups, 1);
        WriteGroup("Phonetic"u8, groups, 2);
        _json.WriteEndObject();
    }

    private void WriteGroup(ReadOnlySpan<byte> name, string[] groups, int index)
    {
        if (index < groups.Length && groups[index].Length > 0) _json.WriteString(name, groups[index]);
    }
}
