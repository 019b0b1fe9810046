namespace Acsa.Worker.Delivery;

/// <summary>The names of result kinds in the configuration, the ledger and file names.</summary>
static class ResultKinds
{
    public static IReadOnlyList<string> Names { get; } = ["seg", "sr", "sc"];

    public static string Name(this ResultKind kind) => Names[(int)kind];

    public static ResultKind Parse(string name) => Names.ToList().IndexOf(name) is >= 0 and var index
        ? (ResultKind)index
        : throw new FormatException($"'{name}' is not a kind of result.");
}
