using System.Text.Json.Nodes;

namespace Acsa.WebConsole.Tests;

/// <summary>A node whose console listens on all addresses, by HTTPS, with a user of each role.</summary>
public sealed class SecuredNode : IAsyncLifetime
{
    readonly ScratchFolder _folder = new();

    internal ConsoleNode Node { get; private set; } = null!;

    internal string Authority => Path.Combine(_folder, "ca.pem");

    internal string Users => Path.Combine(_folder, "data", "console-users.json");

    public async Task InitializeAsync()
    {
        var certificates = await Certificates.MakeAsync(_folder);
        await certificates.IssueAsync("console");
        Node = new(_folder, configuration => configuration["console"]!["tls"] = new JsonObject
        {
            ["certificate"] = certificates.Certificate("console"), ["key"] = certificates.Key("console"),
        }, "https", "0.0.0.0");
        await Node.AddUserAsync("anna", "administrator");
        await Node.AddUserAsync("otto", "operator");
        await Node.AddUserAsync("vera", "viewer");
        await Node.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        _folder.Dispose();
    }
}
