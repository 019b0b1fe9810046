using System.Globalization;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Integer String (IS): 32-bit integers as text.</summary>
public sealed class DicomIntegerString : DicomNumberStringElement
{
    /// <summary>An element of these numbers.</summary>
    public DicomIntegerString(DicomTag tag, params int[] values)
        : base(tag, Array.ConvertAll(values, value => value.ToString(CultureInfo.InvariantCulture)))
    {
    }

    /// <summary>An element of these values.</summary>
    public DicomIntegerString(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomIntegerString(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.IS;

    private protected override Type NaturalType => typeof(int);

    // Some writers put "12.0"; the decimal point is let pass, a fraction is not.
    private protected override object ParseNumber(string text, Type type)
    {
        var number = int.Parse(text, NumberStyles.Integer | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return type == typeof(int) ? number : ChangeType(number, type);
    }
}
