using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using Acsa.Worker.Studies;
using Acsa.Worker.WebConsole.Access;
using Microsoft.AspNetCore.Routing;

namespace Acsa.Worker.WebConsole.Api;

/// <summary>Makes the OpenAPI 3.1 document of the endpoints that there are.</summary>
static partial class OpenApiDocument
{
    public static JsonObject Of(IReadOnlyList<RouteEndpoint> endpoints)
    {
        var paths = new JsonObject();
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<ApiNote>() is not { } note || endpoint.Metadata.GetMetadata<RequiresRole>()
                is not { } required) continue;
            var path = Constraint().Replace(endpoint.RoutePattern.RawText!, "{$1}");
            if (paths[path] is not JsonObject item) paths[path] = item = [];
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                item[method.ToLowerInvariant()] = Operation(note, required.Role, ParametersOf(endpoint));
        }

        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "AcsaNode", ["version"] = AnalysisSetup.SoftwareVersion,
                ["description"] = "What changes something needs the header X-CSRF-Token (GET /api/v1/session) with a cookie, or HTTP Basic. " +
                    "Research use only: not a medical device.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "__Host-acsa" },
                    ["basic"] = new JsonObject { ["type"] = "http", ["scheme"] = "basic" },
                },
            },
        };
    }

    // What the handler takes that is neither in the path nor one of the node's parts comes from the query.
    static IEnumerable<JsonNode> ParametersOf(RouteEndpoint endpoint)
    {
        var inPath = endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name).ToList();
        var inQuery = (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
            .Where(parameter => parameter.ParameterType == typeof(string)
                || Nullable.GetUnderlyingType(parameter.ParameterType) == typeof(int))
            .Where(parameter => !inPath.Contains(parameter.Name!));
        return inPath.Select(name => Parameter(name, "path", name == "frame"))
            .Concat(inQuery.Select(parameter => Parameter(parameter.Name!, "query", parameter.ParameterType != typeof(string))));
    }

    static JsonObject Parameter(string name, string place, bool isNumber) => new()
    {
        ["name"] = name, ["in"] = place, ["required"] = place == "path",
        ["schema"] = new JsonObject { ["type"] = isNumber ? "integer" : "string" },
    };

    static JsonObject Operation(ApiNote note, Role role, IEnumerable<JsonNode> parameters)
    {
        var operation = new JsonObject
        {
            ["operationId"] = note.Id,
            ["summary"] = note.Summary,
            ["x-role"] = Roles.NameOf(role),
            ["parameters"] = new JsonArray([.. parameters]),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "Done", ["content"] = new JsonObject { [note.MediaType] = new JsonObject() } },
                ["default"] = new JsonObject
                {
                    ["description"] = "Refused: {\"error\": a sentence}",
                        ["content"] = new JsonObject { ["application/json"] = new JsonObject() },
                },
            },
        };
        if (role != Role.None) operation["security"] = new JsonArray(new JsonObject { ["session"] = new JsonArray() },
            new JsonObject { ["basic"] = new JsonArray() });
        if (note.Body is { } body)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject { ["schema"] = JsonSerializerOptions.Web.GetJsonSchemaAsNode(body) },
                },
            };
        }

        return operation;
    }

    [GeneratedRegex(@"\{(\w+):\w+\}")]
    private static partial Regex Constraint();
}
