namespace Acsa.Reporting;

/// <summary>Class, series and identity of a result.</summary>
internal readonly record struct ResultPlace(string SopClassUid, string SeriesInstanceUid, string SopInstanceUid, int InstanceNumber)
{
    /// <summary>Whether a reader changed an outline that it is about.</summary>
    public bool IsEdited { get; init; }
}
