using System.Text.RegularExpressions;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;
using Acsa.Worker.WebConsole;
using Acsa.Worker.WebConsole.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Acsa.WebConsole.Tests;

/// <summary>Every endpoint that the console has, asked of the application itself.</summary>
internal static partial class RoutingTable
{
    /// <param name="Role">Null when the endpoint has no mark.</param>
    internal sealed record Entry(string Method, string Pattern, string? Role)
    {
        /// <summary>With something in the place of its parameters.</summary>
        public string Path => Parameter().Replace(Pattern, match => match.Groups[1].Value switch
        {
            "uid" or "sop" => "1.2.3", "frame" => "1", "name" => "pacs", _ => "x",
        });

        /// <summary>As the OpenAPI document writes it.</summary>
        public string Template => Parameter().Replace(Pattern, "{$1}");

        public bool Matches(string method, string path) => method == Method && Regex.IsMatch(path, $"^{Parameter().Replace(Pattern, "[^/]+")}$");
    }

    public static IReadOnlyList<Entry> Read()
    {
        using var folder = new ScratchFolder();
        var file = folder.File("acsa.json");
        File.WriteAllText(file, """
            { "dicom": { "port": 0, "bind": "127.0.0.1" }, "data": "data", "inference": { "provider": "cpu", "gpu": "off" }, "console": { "url": "http://127.0.0.1:0" } }
            """);
        var configuration = ConfigurationFile.Read(file);
        using var host = NodeHost.Build(configuration, _ => { }, file);
        var app = ConsoleApp.Build(host.Services, configuration);
        try
        {
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>().SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Entry(
                    method, endpoint.RoutePattern.RawText!,
                    endpoint.Metadata.GetMetadata<RequiresRole>() is { } required ? Roles.NameOf(required.Role) : null)))];
        }
        finally
        {
            app.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    [GeneratedRegex(@"\{(\w+)(?::\w+)?\}")]
    private static partial Regex Parameter();
}
