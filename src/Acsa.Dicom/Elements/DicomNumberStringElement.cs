using System.Globalization;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>An element of numbers written as text.</summary>
public abstract class DicomNumberStringElement : DicomMultiStringElement
{
    private protected DicomNumberStringElement(DicomTag tag, string[] values) : base(tag, values)
    {
    }

    private protected DicomNumberStringElement(DicomTag tag, IByteBuffer data) : base(tag, DicomCharacterSet.Default, data)
    {
    }

    /// <inheritdoc/>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(string[])) return base.Get<T>(item);
        if (typeof(T).IsArray) return NumberArray.Convert<T>(Values, ParseNumber) ?? throw CannotConvert<T>();
        if (!typeof(T).IsValueType && typeof(T) != typeof(object)) return base.Get<T>(item);
        var index = Math.Max(item, 0);
        CheckIndex(index);
        var type = typeof(T) == typeof(object) ? NaturalType : Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return (T)ParseNumber(Values[index], type);
    }

    /// <summary>The type of a value where the caller does not say.</summary>
    private protected abstract Type NaturalType { get; }

    /// <summary>The number in the text as this type.</summary>
    private protected abstract object ParseNumber(string text, Type type);

    private protected static object ChangeType(object number, Type type) => type.IsEnum
        ? Enum.ToObject(type, Convert.ToInt64(number, CultureInfo.InvariantCulture))
        : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
}
