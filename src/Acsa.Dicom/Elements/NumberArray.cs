namespace Acsa.Dicom;

/// <summary>Makes arrays of the numeric types that callers may ask for.</summary>
internal static class NumberArray
{
    /// <summary>Each value converted to the element type of <typeparamref name="T"/>, which is an array type.</summary>
    internal static T? Convert<T>(string[] values, Func<string, Type, object> parse)
    {
        var element = typeof(T).GetElementType()!;
        var number = Nullable.GetUnderlyingType(element) ?? element;
        if (!number.IsPrimitive && number != typeof(decimal) && !number.IsEnum && number != typeof(object)) return default;
        var array = Array.CreateInstance(element, values.Length);
        for (var i = 0; i < values.Length; i++)
            array.SetValue(parse(values[i], number == typeof(object) ? typeof(decimal) : number), i);
        return (T)(object)array;
    }
}
