using Acsa.Benchmarks.Receiving;

namespace Acsa.Benchmarks;

/// <summary>The subjects of <c>acsa bench dicom</c>, in the order in which they run.</summary>
static class DicomSections
{
    public static IReadOnlyList<ISection> All { get; } =
    [
        new ReceivingSection("receiving", "Receiving, warm process, no flush", [Receivers.Library, Receivers.StoreScp,
            Receivers.StoreScpLongPdus, Receivers.Orthanc], [1, 4]),
        new ReceivingSection("durable", "Receiving, every instance flushed to the disk before Success", [Receivers.LibraryFlushed,
            Receivers.Node, Receivers.NodeUnflushed, Receivers.OrthancFlushed], [1, 4]),
        new Parsing.ParsingSection(),
        new Sending.SendingSection(),
        new MemorySection(),
        new Codecs.CodecsSection(),
        new Reporting.ReportingSection(),
    ];
}
