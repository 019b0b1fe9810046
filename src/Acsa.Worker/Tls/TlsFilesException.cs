namespace Acsa.Worker.Tls;

/// <summary>Files of certificates that cannot be used.</summary>
sealed class TlsFilesException(IReadOnlyList<TlsProblem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<TlsProblem> Problems { get; } = problems;
}
