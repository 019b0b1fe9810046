namespace Acsa.Worker.WebConsole.Api;

/// <summary>What the OpenAPI document says of an endpoint; the document is made of these, so it cannot say anything else than the code
/// does.</summary>
/// <param name="Id">operationId.</param>
/// <param name="Body">Type of the request's JSON; null = none.</param>
/// <param name="MediaType">Of the answer.</param>
sealed record ApiNote(string Id, string Summary, Type? Body = null, string MediaType = "application/json");
