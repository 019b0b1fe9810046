namespace Acsa.Fuzz;

/// <summary>How an input broke what it must not break.</summary>
internal enum FindKind
{
    /// <summary>An exception came out that is not documented.</summary>
    Exception,

    /// <summary>Two ways to the same thing differ.</summary>
    Difference,

    /// <summary>More memory was allocated than <see cref="Bounds"/> allows.</summary>
    Allocation,

    /// <summary>It took longer than <see cref="Bounds"/> allows.</summary>
    Slow,

    /// <summary>The process ended.</summary>
    Crash,

    /// <summary>The process had to be ended.</summary>
    Hang,
}

/// <summary>One way in which a target fails. <paramref name="Key"/> is the same for all inputs that fail alike.</summary>
internal sealed record Find(string Target, FindKind Kind, string Key, string Detail, byte[] Input)
{
    /// <summary>A file name that is the same for the same <see cref="Key"/>.</summary>
    public string FileName => $"{Target}-{Kind.ToString().ToLowerInvariant()}-{Hash64.Of(Key):x16}";
}
