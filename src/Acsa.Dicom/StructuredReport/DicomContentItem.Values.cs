namespace Acsa.Dicom.StructuredReport;

public partial class DicomContentItem
{
    /// <summary>The value as string, DateTime, a number, DicomUID, DicomCodeItem, DicomMeasuredValue or DicomReferencedSOP.</summary>
    /// <exception cref="DicomStructuredReportException">The item has no such value.</exception>
    public T Get<T>()
    {
        var type = Type;
        object? value = type switch
        {
            _ when typeof(T) == typeof(string) => Text(type),
            DicomValueType.Date or DicomValueType.Time or DicomValueType.DateTime when typeof(T) == typeof(DateTime) =>
                Dataset.GetSingleValue<DateTime>(TagOf(type)),
            DicomValueType.Numeric => Number<T>(),
            DicomValueType.UIDReference when typeof(T) == typeof(DicomUID) => Dataset.GetSingleValue<DicomUID>(DicomTag.UID),
            DicomValueType.Code when typeof(T) == typeof(DicomCodeItem) => Dataset.GetCodeItem(DicomTag.ConceptCodeSequence),
            _ when RefersToSop(type) && typeof(T) == typeof(DicomReferencedSOP) => Dataset.GetReferencedSOP(DicomTag.ReferencedSOPSequence),
            _ => null,
        };
        return value is T found ? found
            : throw new DicomStructuredReportException($"A {type} content item has no value of type {typeof(T).Name}");
    }

    /// <summary>The value of the first child with this concept name, or <paramref name="defaultValue"/>.</summary>
    public T Get<T>(DicomCodeItem code, T defaultValue)
    {
        var child = Children().FirstOrDefault(item => item.HasCode && item.Code == code);
        if (child is null) return defaultValue;
        return child is T item ? item : child.Get<T>();
    }

    /// <summary>Concept name and kind of value.</summary>
    public override string ToString() =>
        $"{Dataset.GetSingleValueOrDefault(DicomTag.ValueType, "?")} {(HasCode ? Code : null)}";

    private bool HasCode => Dataset.TryGetNonEmptySequence(DicomTag.ConceptNameCodeSequence, out _);

    private string? Text(DicomValueType type) => type switch
    {
        DicomValueType.Numeric => Dataset.GetMeasuredValue(DicomTag.MeasuredValueSequence).ToString(),
        DicomValueType.Code => Dataset.GetCodeItem(DicomTag.ConceptCodeSequence).ToString(),
        DicomValueType.Text or DicomValueType.PersonName or DicomValueType.Date or DicomValueType.Time or DicomValueType.DateTime
            or DicomValueType.UIDReference => Dataset.GetValueOrDefault(TagOf(type), 0, ""),
        _ => null,
    };

    private object? Number<T>()
    {
        var value = Dataset.GetMeasuredValue(DicomTag.MeasuredValueSequence);
        if (typeof(T) == typeof(DicomMeasuredValue)) return value;
        if (typeof(T) == typeof(decimal)) return value.Value;
        if (typeof(T) == typeof(double)) return value.GetSingleValue<double>(DicomTag.NumericValue);
        return typeof(T) == typeof(int) ? (int)value.Value : null;
    }

    private static DicomTag TagOf(DicomValueType type) => type switch
    {
        DicomValueType.Text => DicomTag.TextValue,
        DicomValueType.PersonName => DicomTag.PersonName,
        DicomValueType.Date => DicomTag.Date,
        DicomValueType.Time => DicomTag.Time,
        DicomValueType.DateTime => DicomTag.DateTime,
        _ => DicomTag.UID,
    };
}
