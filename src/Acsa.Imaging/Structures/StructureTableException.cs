namespace Acsa.Imaging;

/// <summary>A structure table that is not valid; the message gives file, place and what was expected.</summary>
public sealed class StructureTableException : Exception
{
    public StructureTableException(string message) : base(message) { }

    public StructureTableException(string message, Exception inner) : base(message, inner) { }
}
