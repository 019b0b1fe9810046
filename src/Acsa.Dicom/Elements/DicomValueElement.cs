using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>An element of binary numbers.</summary>
public abstract class DicomValueElement<Tv> : DicomElement
    where Tv : unmanaged, IConvertible
{
    /// <summary>An element of these numbers.</summary>
    protected DicomValueElement(DicomTag tag, params Tv[] values) : this(tag, ToBuffer(values))
    {
    }

    /// <summary>An element of these bytes, little endian.</summary>
    protected DicomValueElement(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override int Count => (int)(Buffer.Size / Unsafe.SizeOf<Tv>());

    /// <inheritdoc/>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(Tv)) return (T)(object)ValueAt(Math.Max(item, 0));
        if (typeof(T) == typeof(Tv[])) return (T)(object)ToArray();
        if (typeof(T) == typeof(string[])) return (T)(object)Array.ConvertAll(ToArray(), Text);
        if (typeof(T) == typeof(object[])) return (T)(object)Array.ConvertAll<Tv, object>(ToArray(), value => value);
        if (typeof(T).IsArray) return ConvertArray<T>();
        var value = ValueAt(Math.Max(item, 0));
        if (typeof(T) == typeof(string)) return (T)(object)Text(value);
        if (typeof(T) == typeof(object)) return (T)(object)value;
        if (!typeof(T).IsValueType) throw CannotConvert<T>();
        return (T)Change(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));
    }

    private protected Tv ValueAt(int item)
    {
        CheckIndex(item);
        if (!Buffer.IsMemory)
        {
            var one = new byte[Unsafe.SizeOf<Tv>()];
            Buffer.GetByteRange((long)item * one.Length, one.Length, one);
            return MemoryMarshal.Read<Tv>(one);
        }
        return MemoryMarshal.Read<Tv>(Buffer.GetSpan()[(item * Unsafe.SizeOf<Tv>())..]);
    }

    private protected Tv[] ToArray()
    {
        var values = new Tv[Count];
        Buffer.GetSpan()[..(values.Length * Unsafe.SizeOf<Tv>())].CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private T ConvertArray<T>()
    {
        var element = typeof(T).GetElementType()!;
        var number = Nullable.GetUnderlyingType(element) ?? element;
        if (!number.IsPrimitive && number != typeof(decimal) && !number.IsEnum) throw CannotConvert<T>();
        var values = ToArray();
        var array = Array.CreateInstance(element, values.Length);
        for (var i = 0; i < values.Length; i++) array.SetValue(Change(values[i], number), i);
        return (T)(object)array;
    }

    private static string Text(Tv value) => value.ToString(CultureInfo.InvariantCulture);

    private static object Change(Tv value, Type type) => type.IsEnum
        ? Enum.ToObject(type, value.ToInt64(CultureInfo.InvariantCulture))
        : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);

    private static IByteBuffer ToBuffer(Tv[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0) return EmptyBuffer.Value;
        var bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        return new MemoryByteBuffer(bytes);
    }
}
