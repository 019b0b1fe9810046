namespace Acsa.Installer.Tests;

// One after another: each of them would like the whole machine.
[CollectionDefinition(Name)]
public sealed class PackagesCollection : ICollectionFixture<Packages>
{
    public const string Name = "packages";
}
