namespace Acsa.Dicom.Imaging.Mathematics;

/// <summary>How often each of a range of whole numbers occurs.</summary>
public class Histogram
{
    private readonly int _min;
    private readonly int[] _counts;

    /// <summary>An empty one over <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public Histogram(int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        _min = min;
        _counts = new int[checked(max - min + 1)];
    }

    /// <summary>How often <paramref name="value"/> has occurred; 0 outside the range.</summary>
    public int this[int value] => IsWithin(value) ? _counts[value - _min] : 0;

    /// <summary>Counts one value; one outside the range is passed over.</summary>
    public void Add(int value)
    {
        if (IsWithin(value)) _counts[value - _min]++;
    }

    private bool IsWithin(int value) => value >= _min && value - (long)_min < _counts.Length;
}
