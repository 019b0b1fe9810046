namespace Acsa.Dicom.StructuredReport;

/// <summary>A number and its unit (PS3.3 C.18.1).</summary>
public class DicomMeasuredValue : DicomDataset
{
    /// <summary>The measured value in this item.</summary>
    public DicomMeasuredValue(DicomDataset dataset) : base(dataset)
    {
    }

    /// <summary>The measured value in the first item of this sequence.</summary>
    /// <exception cref="DicomDataException">The sequence is empty.</exception>
    public DicomMeasuredValue(DicomSequence sequence) : base(DicomCodeItem.FirstItem(sequence, "measured value"))
    {
    }

    /// <summary>A number and its unit, a UCUM code.</summary>
    public DicomMeasuredValue(decimal value, DicomCodeItem units)
    {
        Add(DicomTag.NumericValue, value);
        Add(DicomTag.MeasurementUnitsCodeSequence, units);
    }

    /// <summary>The unit.</summary>
    public DicomCodeItem Code => GetCodeItem(DicomTag.MeasurementUnitsCodeSequence);

    /// <summary>The number.</summary>
    public decimal Value => GetSingleValue<decimal>(DicomTag.NumericValue);

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value} {Code.Value}");
}
