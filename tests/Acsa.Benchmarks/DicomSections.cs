namespace Acsa.Benchmarks;

/// <summary>The subjects of <c>acsa bench dicom</c>, in the order in which they run.</summary>
static class DicomSections
{
    public static IReadOnlyList<ISection> All { get; } =
    [
        new Codecs.CodecsSection(),
    ];
}
