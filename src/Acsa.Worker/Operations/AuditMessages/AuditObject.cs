namespace Acsa.Worker.Operations.AuditMessages;

/// <summary>What an event is about (PS3.15 A.5.2.4).</summary>
/// <param name="TypeCode">1 person, 2 system object.</param>
/// <param name="RoleCode">1 patient, 3 report, 13 security resource, 24 query.</param>
sealed record AuditObject(string TypeCode, string RoleCode, AuditCode IdType, string Id)
{
    /// <summary>SOP classes with the number of their instances.</summary>
    public IReadOnlyList<(string SopClassUid, int Instances)> SopClasses { get; init; } = [];

    /// <summary>The query as it was encoded; null where the object is none.</summary>
    public byte[]? Query { get; init; }

    /// <summary>Details by their type.</summary>
    public IReadOnlyList<(string Type, string Value)> Details { get; init; } = [];
}
