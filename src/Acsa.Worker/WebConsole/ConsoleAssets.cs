using System.Security.Cryptography;
using Acsa.Worker.WebConsole.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.WebConsole;

/// <summary>The console's few files, from the assembly: there is no folder that a path could lead out of.</summary>
static class ConsoleAssets
{
    static readonly (string Name, string Type)[] Files =
        [("console.css", "text/css; charset=utf-8"), ("console.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml")];

    static readonly Dictionary<string, byte[]> Contents = Files.ToDictionary(file => file.Name, file => Read(file.Name));

    /// <summary>Changes when a file does, so that browsers may keep the files.</summary>
    public static string Version { get; } =
        Convert.ToHexStringLower(SHA256.HashData([.. Files.SelectMany(file => Contents[file.Name])]))[..12];

    public static string PathOf(string name) => $"/assets/{name}?v={Version}";

    public static void MapAssets(this IEndpointRouteBuilder app)
    {
        foreach (var (name, type) in Files)
        {
            app.MapGet("/assets/" + name, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=86400";
                return Microsoft.AspNetCore.Http.Results.Bytes(Contents[name], type);
            }).WithMetadata(new RequiresRole(Role.None));
        }
    }

    static byte[] Read(string name)
    {
        using var stream = typeof(ConsoleAssets).Assembly.GetManifestResourceStream("WebConsole/Assets/" + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
