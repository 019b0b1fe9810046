using System.Globalization;
using System.Security.Cryptography;

namespace Acsa.Measurement;

/// <summary>The reference tables of a site. A z-score is given only where one of them holds exactly, else a reason.</summary>
public sealed class ReferenceSet
{
    private readonly Dictionary<ReferenceKey, ReferenceTable> _tables = [];

    private ReferenceSet(IReadOnlyList<ReferenceTable> tables, string fingerprint) => (Tables, Fingerprint) = (tables, fingerprint);

    /// <summary>No tables.</summary>
    public static ReferenceSet Empty { get; } = new([], "none");

    /// <summary>All tables read, the synthetic ones too.</summary>
    public IReadOnlyList<ReferenceTable> Tables { get; }

    /// <summary>Changes whenever a table changes: part of the results' identity.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads every *.json of a folder but the schema; an absent folder is an empty set.</summary>
    /// <exception cref="ReferenceTableException">A table is wrong, or two hold for the same key.</exception>
    public static ReferenceSet Load(string folder)
    {
        if (!Directory.Exists(folder)) return Empty;
        var files = Directory.EnumerateFiles(folder, "*.json").Where(file =>
            !file.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var tables = new List<ReferenceTable>();
        foreach (var file in files)
        {
            var bytes = ReferenceTableReader.Load(file);
            var table = ReferenceTableReader.Read(bytes, file);
            tables.Add(table);
            // What is never applied changes no result.
            if (!table.IsSynthetic) hash.AppendData(bytes);
        }
        var set = new ReferenceSet(tables, tables.Exists(table => !table.IsSynthetic) ? Convert.ToHexStringLower(hash.GetCurrentHash())
            : "none");
        for (var i = 0; i < tables.Count; i++)
        {
            if (!tables[i].IsSynthetic && !set._tables.TryAdd(tables[i].Key, tables[i]))
                throw new ReferenceTableException(
                    $"{files[i]}: key: holds for the same muscle, device and preset as table {set._tables[tables[i].Key].Id}; one table for each is expected.");
        }
        return set;
    }

    /// <summary>Compares a mean grey level with the table for this muscle, device and preset, if there is one.</summary>
    public ReferenceVerdict Compare(double? meanGrey, string? structure, ScannerSetting setting, Subject subject)
    {
        if (meanGrey is not { } mean) return Without("there is no grey level");
        if (structure is null) return Without("the muscle is not known");
        if (_tables.Count == 0) return Without("no reference table is installed");
        if (setting is not { Manufacturer: { } maker, Model: { } model, Transducer: { } transducer, Preset: { } preset })
            return Without("the image does not state device, transducer and preset");
        if (!_tables.TryGetValue(new(structure, maker.Trim(), model.Trim(), transducer.Trim(), preset.Trim()), out var table))
            return Without("no reference table holds for this muscle, device, transducer and preset");
        if (subject.AgeYears is not { } age) return Without("the image does not state the age");
        if (age < table.Ages.Low || age > table.Ages.High)
            return Without(string.Create(CultureInfo.InvariantCulture,
                $"the reference table holds for ages {table.Ages.Low} to {table.Ages.High}"));
        if (table.Equation.Expect(subject, out var missing) is not { } expected)
            return Without($"the image does not state the {string.Join(", ", missing.Distinct())}");
        return new((mean - expected) / table.ResidualSd,
            new(table.Id, table.Version, table.Population, table.Authority, expected, table.ResidualSd), null);
    }

    private static ReferenceVerdict Without(string reason) => new(null, null, $"No z-score: {reason}.");
}
