using Acsa.Reporting;

namespace Acsa.Worker.Delivery;

/// <summary>The names of result kinds in the configuration, the ledger and file names.</summary>
static class ResultKinds
{
    static readonly (ResultKind Kind, string Name)[] Table =
        [(ResultKind.Segmentation, "seg"), (ResultKind.StructuredReport, "sr"), (ResultKind.SecondaryCapture, "sc")];

    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(row => row.Name)];

    public static string Name(this ResultKind kind) => Table.First(row => row.Kind == kind).Name;

    public static ResultKind Parse(string name) => Table.First(row => row.Name == name).Kind;
}
