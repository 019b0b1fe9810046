using System.Net;

namespace Acsa.Worker.Configuration;

/// <summary>A reverse proxy that has signed people in and says who they are.</summary>
/// <param name="Header">The header with the user's name.</param>
/// <param name="From">Addresses that are believed; the header of any other is a reason to refuse the request.</param>
/// <param name="Role">Role of those who are not among the users: viewer, operator, administrator; null = they are refused.</param>
sealed record ConsoleProxyConfiguration(string Header, IReadOnlyList<IPAddress> From, string? Role);
