using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acsa.Acquisition;

/// <summary>config/anatomy.json as written; unknown keys are refused, comments allowed.</summary>
internal sealed record AnatomyDocument(
    int Schema,
    AnatomyLettersDocument Letters,
    Dictionary<string, AnatomyLanguageDocument> Languages,
    List<AnatomyRuleDocument> Rules)
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    [JsonPropertyName("$schema")]
    public string? SchemaReference { get; init; }
}

internal sealed record AnatomyLettersDocument(List<string> Left, List<string> Right);

internal sealed record AnatomyLanguageDocument(
    List<string>? Left = null,
    List<string>? Right = null,
    List<string>? LeftAtEnd = null,
    List<string>? RightAtEnd = null,
    List<string>? Both = null,
    List<string>? Longitudinal = null,
    List<string>? Transverse = null,
    List<string>? Negation = null,
    List<string>? Tendon = null,
    List<string>? Neutral = null,
    List<string>? Ambiguous = null);

internal sealed record AnatomyRuleDocument(
    string Name, string Attribute, string Words, string? Structure = null, string? Side = null, string? View = null);
