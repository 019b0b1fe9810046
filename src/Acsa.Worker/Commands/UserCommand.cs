using System.CommandLine;
using Acsa.Worker.Results;
using Acsa.Worker.WebConsole.Access;

namespace Acsa.Worker.Commands;

/// <summary>acsa user add|remove|list: who may sign in to the console.</summary>
static class UserCommand
{
    public static Command Create() => new("user", "Users of the web console") { Add(), Remove(), List() };

    static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "Name to sign in with" };
        var role = new Option<string>("--role") { Description = "viewer, operator or administrator", HelpName = "ROLE",
            DefaultValueFactory = _ => "viewer" };
        var proxied = new Option<bool>("--no-password") { Description = "Signed in by the reverse proxy alone" };
        var config = CommonOptions.Config();
        var command = new Command("add", "Add a user or change one; the password is read from standard input, one line") { name, role,
            proxied, config };
        command.SetAction((parsed, stop) => AddAsync(
            Users(parsed.GetValue(config)), parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), !parsed.GetValue(proxied), stop));
        return command;
    }

    static Command Remove()
    {
        var name = new Argument<string>("NAME");
        var config = CommonOptions.Config();
        var command = new Command("remove", "Remove a user; its sessions end") { name, config };
        command.SetAction(parsed => Users(parsed.GetValue(config)).Remove(parsed.GetRequiredValue(name)) ? ExitCode.Success
            : throw new UsageException($"There is no user {parsed.GetRequiredValue(name)}."));
        return command;
    }

    static Command List()
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("list", "List users and roles") { config, json };
        command.SetAction(parsed =>
        {
            var users = Users(parsed.GetValue(config)).Users;
            if (parsed.GetValue(json)) Console.WriteLine(ResultJson.WriteIndented(new { users = users.Select(user =>
                new { user.Name, user.Role }) }));
            else foreach (var user in users) Console.WriteLine($"{user.Name}  {user.Role}");
            return ExitCode.Success;
        });
        return command;
    }

    static async Task<int> AddAsync(UserFile users, string name, string role, bool hasPassword, CancellationToken stop)
    {
        string? password = null;
        if (hasPassword)
        {
            if (!Console.IsInputRedirected)
                await Console.Error.WriteAsync("Password (it is shown as you type; pipe it in to avoid that): ");
            password = await Console.In.ReadLineAsync(stop) ?? throw new UsageException("A password is expected on standard input.");
        }

        try
        {
            users.Put(name, role, password);
            return ExitCode.Success;
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message);
        }
    }

    static UserFile Users(FileInfo? config) => new(UserFile.PathFor(CommonOptions.Read(config)));
}
