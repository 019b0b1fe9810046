namespace Acsa.Worker.Tls;

/// <summary>Something wrong with the files of a section "tls".</summary>
/// <param name="Path">JSON path of the key.</param>
/// <param name="Value">What was found.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="IsFatal">Nothing can be done with such files; otherwise they can be used, and peers will object.</param>
sealed record TlsProblem(string Path, string Value, string Expected, bool IsFatal = true)
{
    public override string ToString() => $"{Path}: {Value}; expected {Expected}";
}
