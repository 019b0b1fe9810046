namespace Acsa.Dicom;

/// <summary>A range of values, both ends included.</summary>
public class DicomRange<T>
    where T : IComparable<T>
{
    /// <summary>A range from one end to the other.</summary>
    public DicomRange(T min, T max) => (Minimum, Maximum) = (min, max);

    /// <summary>The lower end.</summary>
    public T Minimum { get; set; }

    /// <summary>The upper end.</summary>
    public T Maximum { get; set; }

    /// <summary>Whether a value lies within.</summary>
    public bool Contains(T value) => Minimum.CompareTo(value) <= 0 && Maximum.CompareTo(value) >= 0;
}
