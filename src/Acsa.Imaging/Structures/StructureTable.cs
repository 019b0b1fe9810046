using System.Text.Json;

namespace Acsa.Imaging;

/// <summary>The structures that the node can name: config/structures.json, checked.</summary>
public sealed class StructureTable
{
    static readonly Lazy<StructureTable> LazyBuiltIn = new(LoadBuiltIn);

    readonly Dictionary<string, Structure> _byKey;

    internal StructureTable(IReadOnlyList<Structure> structures, IReadOnlyList<BodySite> sites)
    {
        Structures = structures;
        Sites = sites;
        _byKey = structures.ToDictionary(structure => structure.Key, StringComparer.Ordinal);
    }

    /// <summary>The table that is built into this library: the repository's config/structures.json.</summary>
    public static StructureTable BuiltIn => LazyBuiltIn.Value;

    public IReadOnlyList<Structure> Structures { get; }

    public IReadOnlyList<BodySite> Sites { get; }

    /// <summary>The structure of that key, or null.</summary>
    public Structure? Find(string? key) => key is not null && _byKey.TryGetValue(key, out var structure) ? structure : null;

    /// <summary>
    /// Reads a table; throws <see cref="StructureTableException"/> naming <paramref name="name"/> and the place in it when it is not valid.
    /// </summary>
    public static StructureTable Load(Stream json, string name)
    {
        StructureDocument? document;
        try
        {
            document = JsonSerializer.Deserialize<StructureDocument>(json, StructureDocument.Options);
        }
        catch (JsonException e)
        {
            throw new StructureTableException($"{name}: {e.Path ?? "$"}: {e.Message}", e);
        }
        return new StructureTableBuilder(name)
            .Build(document ?? throw new StructureTableException($"{name}: $: an object is expected, not null."));
    }

    static StructureTable LoadBuiltIn()
    {
        const string resource = "structures.json";
        using var stream = typeof(StructureTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
        return Load(stream, "config/structures.json (built in)");
    }
}
