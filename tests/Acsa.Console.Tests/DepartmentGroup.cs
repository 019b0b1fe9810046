namespace Acsa.WebConsole.Tests;

/// <summary>Tests that look at the same department, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DepartmentGroup : ICollectionFixture<Department>
{
    public const string Name = "department";
}
