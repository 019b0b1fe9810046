using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acsa.Imaging;

/// <summary>config/structures.json as written; unknown keys are refused, comments allowed.</summary>
internal sealed record StructureDocument(
    int Schema,
    Dictionary<string, CodeDocument> Categories,
    List<SiteDocument> Sites,
    List<StructureEntryDocument> Structures)
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
}

internal sealed record CodeDocument(string Value, string Scheme, string? Meaning = null);

internal sealed record SiteDocument(string Key, CodeDocument Code, List<string> BodyParts, List<string> Words);

internal sealed record SidedCodesDocument(List<CodeDocument>? Left = null, List<CodeDocument>? Right = null);

internal sealed record StructureEntryDocument(
    string Key,
    string Name,
    string Category,
    string? Site,
    string Colour,
    CodeDocument Code,
    List<string> Words,
    string? PartOf = null,
    List<string>? Abbreviations = null,
    List<CodeDocument>? AlsoCoded = null,
    SidedCodesDocument? SidedCodes = null,
    PlausibleDocument? Plausible = null);

internal sealed record PlausibleDocument(List<double> AreaCm2, List<double> ThicknessCm, List<double> Aspect);
