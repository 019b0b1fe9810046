namespace Acsa.Dicom.Tests.Network;

/// <summary>Tests that count the bytes or the time of this process, and so share it with no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
