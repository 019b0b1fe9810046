namespace Acsa.Dicom;

/// <summary>A block in which a data set takes items unchecked; afterwards it checks as before.</summary>
public sealed class UnvalidatedScope : IDisposable
{
    private readonly DicomDataset _dataset;
    private readonly bool _validated;

    /// <summary>Begins the block.</summary>
    public UnvalidatedScope(DicomDataset dataSet)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        _dataset = dataSet;
        _validated = dataSet.ValidateItems;
        dataSet.ValidateItems = false;
    }

    /// <summary>Ends the block.</summary>
    public void Dispose() => _dataset.ValidateItems = _validated;
}
