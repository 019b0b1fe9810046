using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>An element of dates or times written as text.</summary>
public abstract class DicomDateElement : DicomMultiStringElement
{
    private protected DicomDateElement(DicomTag tag, string[] values) : base(tag, values)
    {
    }

    private protected DicomDateElement(DicomTag tag, IByteBuffer data) : base(tag, DicomCharacterSet.Default, data)
    {
    }

    /// <inheritdoc/>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTime?) || typeof(T) == typeof(object))
        {
            var index = Math.Max(item, 0);
            CheckIndex(index);
            return (T)(object)ParseDate(Values[index]);
        }
        if (typeof(T) == typeof(DateTime[])) return (T)(object)Array.ConvertAll(Values, ParseDate);
        if (typeof(T) == typeof(object[])) return (T)(object)Array.ConvertAll<string, object>(Values, text => ParseDate(text));
        return base.Get<T>(item);
    }

    /// <summary>The moment in the text, as stated: not moved to another time zone.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    private protected abstract DateTime ParseDate(string text);
}
