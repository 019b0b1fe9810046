namespace Acsa.Acquisition;

/// <summary>Of what a source speaks, the narrowest first: what covers both sides may hold something of one side.</summary>
internal enum StatementScope
{
    Image,
    Series,
    Study,
}
