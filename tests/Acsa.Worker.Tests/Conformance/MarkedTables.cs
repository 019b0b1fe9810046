namespace Acsa.Worker.Tests.Conformance;

/// <summary>
/// Tables of a page that the code has, each after a comment that names it. With ACSA_WRITE_DOCS=1 they are written, otherwise compared.
/// </summary>
static class MarkedTables
{
    public static void Check(string page, IReadOnlyDictionary<string, IReadOnlyList<string>> tables)
    {
        var lines = File.ReadAllLines(page).ToList();
        var wrong = new List<string>();
        foreach (var (name, rows) in tables)
        {
            var mark = lines.IndexOf($"<!-- by the code: {name} -->");
            Assert.True(mark >= 0, $"{page} has no place for the table {name}");
            var length = lines.Skip(mark + 1).TakeWhile(line => line.StartsWith('|')).Count();
            if (lines.Skip(mark + 1).Take(length).SequenceEqual(rows)) continue;
            wrong.Add(name);
            lines.RemoveRange(mark + 1, length);
            lines.InsertRange(mark + 1, rows);
        }

        if (wrong.Count == 0) return;
        if (Environment.GetEnvironmentVariable("ACSA_WRITE_DOCS") == "1") File.WriteAllText(page, string.Join('\n', lines) + "\n");
        else Assert.Fail($"{page} differs from the code in {string.Join(", ", wrong)}; ACSA_WRITE_DOCS=1 writes it anew.");
    }

    public static IReadOnlyList<string> Table(string head, IEnumerable<string> rows) =>
        [$"| {head} |", "|" + string.Concat(Enumerable.Repeat("---|", head.Split(" | ").Length)), .. rows.Select(row => $"| {row} |")];
}
