using System.Globalization;

namespace Acsa.Dicom;

/// <summary>Value multiplicity: how many values an attribute may have (PS3.5 6.4), such as "1", "2-2n" or "1-n".</summary>
public sealed class DicomVM
{
    /// <summary>Exactly one value.</summary>
    public static readonly DicomVM VM_1 = new(1, 1, 1);

    /// <summary>One value or more.</summary>
    public static readonly DicomVM VM_1_n = new(1, int.MaxValue, 1);

    /// <summary>A multiplicity of so many to so many values, a multiple of the last number.</summary>
    public DicomVM(int minimum, int maximum, int multiplicity)
    {
        Minimum = minimum;
        Maximum = maximum;
        Multiplicity = multiplicity;
    }

    /// <summary>The least number of values.</summary>
    public int Minimum { get; }

    /// <summary>The greatest number of values, <see cref="int.MaxValue"/> for n.</summary>
    public int Maximum { get; }

    /// <summary>What the number of values is a multiple of, where the maximum is n.</summary>
    public int Multiplicity { get; }

    /// <summary>Reads the notation of PS3.6.</summary>
    /// <exception cref="DicomDataException">The text is no multiplicity.</exception>
    public static DicomVM Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        var dash = s.IndexOf('-');
        var low = dash < 0 ? s : s[..dash];
        var high = dash < 0 ? s : s[(dash + 1)..];
        if (!TryParse(low, out var minimum)) throw new DicomDataException($"Error parsing value multiplicity ['{s}']");
        if (!high.EndsWith('n'))
            return TryParse(high, out var maximum) ? new DicomVM(minimum, maximum, 1)
                : throw new DicomDataException($"Error parsing value multiplicity ['{s}']");
        var step = 1;
        if (high.Length > 1 && !TryParse(high[..^1], out step))
            throw new DicomDataException($"Error parsing value multiplicity ['{s}']");
        return new DicomVM(minimum, int.MaxValue, step);
    }

    /// <summary>The notation of PS3.6.</summary>
    public override string ToString()
    {
        if (Minimum == Maximum) return Minimum.ToString(CultureInfo.InvariantCulture);
        var high = Maximum != int.MaxValue ? Maximum.ToString(CultureInfo.InvariantCulture)
            : Multiplicity > 1 ? Multiplicity.ToString(CultureInfo.InvariantCulture) + "n" : "n";
        return string.Create(CultureInfo.InvariantCulture, $"{Minimum}-{high}");
    }

    /// <summary>
    /// Whether an attribute may have this many values. No value at all is a matter of the attribute's type, not of its VM.
    /// </summary>
    internal bool Allows(int count) =>
        count == 0 || (count >= Minimum && count <= Maximum && (Maximum != int.MaxValue || Multiplicity == 1 || count % Multiplicity == 0));

    private static bool TryParse(string s, out int number) =>
        int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
