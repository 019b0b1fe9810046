namespace Acsa.Dicom.Imaging.LUT;

/// <summary>A look-up table: a number for a number.</summary>
public interface ILUT
{
    /// <summary>False where <see cref="Recalculate"/> has to be called before the table is used.</summary>
    bool IsValid { get; }

    /// <summary>The least number that comes out.</summary>
    double MinimumOutputValue { get; }

    /// <summary>The greatest number that comes out.</summary>
    double MaximumOutputValue { get; }

    /// <summary>What comes out for <paramref name="input"/>.</summary>
    double this[double input] { get; }

    /// <summary>Makes the table anew after its settings have changed.</summary>
    void Recalculate();
}
