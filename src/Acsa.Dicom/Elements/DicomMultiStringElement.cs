using System.Text;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>An element of text values separated by backslashes.</summary>
public abstract class DicomMultiStringElement : DicomStringElement
{
    private string[]? _values;

    /// <summary>An element of these values.</summary>
    protected DicomMultiStringElement(DicomTag tag, params string[]? values) : base(tag, values is null ? "" : string.Join('\\', values))
    {
    }

    /// <summary>An element of text in these encodings.</summary>
    protected DicomMultiStringElement(DicomTag tag, Encoding[]? encodings, IByteBuffer buffer) : base(tag, encodings, buffer)
    {
    }

    private protected DicomMultiStringElement(DicomTag tag, DicomCharacterSet characterSet, IByteBuffer buffer)
        : base(tag, characterSet, buffer)
    {
    }

    /// <inheritdoc/>
    public override int Count => Values.Length;

    private protected string[] Values => _values ??= Split(StringValue);

    /// <inheritdoc/>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(object))
        {
            if (item == -1) return (T)(object)StringValue;
            CheckIndex(item);
            return (T)(object)Values[item];
        }
        if (typeof(T) == typeof(string[]) || typeof(T) == typeof(object[])) return (T)Values.Clone();
        var index = Math.Max(item, 0);
        CheckIndex(index);
        return ParseValue<T>(Values[index]);
    }

    /// <inheritdoc/>
    protected override void ValidateString()
    {
        foreach (var value in Values) ValueRepresentation.ValidateString(value);
    }

    private static string[] Split(string text)
    {
        if (text.Length == 0) return [];
        if (!text.Contains('\\', StringComparison.Ordinal)) return [text];
        var values = text.Split('\\');
        for (var i = 0; i < values.Length; i++) values[i] = values[i].TrimEnd(' ', '\0');
        return values;
    }
}
