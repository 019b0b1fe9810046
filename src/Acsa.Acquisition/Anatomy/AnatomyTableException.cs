namespace Acsa.Acquisition;

/// <summary>A table of anatomy rules that is not valid; the message gives file, place and what was expected.</summary>
public sealed class AnatomyTableException : Exception
{
    public AnatomyTableException(string message) : base(message) { }

    public AnatomyTableException(string message, Exception inner) : base(message, inner) { }
}
