using System.Text.Json;
using Microsoft.Playwright;

namespace Acsa.WebConsole.Tests;

/// <summary>axe-core, from npm by its lock file.</summary>
internal static class Axe
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "axe");
    static readonly Lazy<Task<string>> Source = new(LoadAsync);

    /// <summary>The serious and critical violations on a page, in words.</summary>
    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(await Source.Value);
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html + ' ' + n.failureSummary) }))");
        return [.. found.EnumerateArray().Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{page.Url}: {violation.GetProperty("id")}: {violation.GetProperty("nodes")}")];
    }

    static async Task<string> LoadAsync()
    {
        var file = Path.Combine(Folder, "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(file)) await PeerProcess.MustRunAsync(
            "/usr/bin/env", "npm", "ci", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        return await File.ReadAllTextAsync(file);
    }
}
