using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Acsa.Worker.Configuration;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>console-users.json: names, roles and hashed passwords. Read anew whenever it has changed.</summary>
sealed class UserFile
{
    /// <summary>Least length of a password (NIST SP 800-63B 3.1.1.2 asks for at least 8 where nothing else protects, 15 alone).</summary>
    public const int LeastPasswordLength = 12;

    /// <summary>Longer ones only cost time to hash.</summary>
    public const int LongestPasswordLength = 256;

    const int Iterations = 210_000; // OWASP's figure for PBKDF2 with SHA-512
    const int MostUsers = 1000;
    const long MostBytes = 1 << 20;

    static readonly PasswordHasher<ConsoleUser> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    // A name that nobody has costs as much time as one that somebody has.
    static readonly Lazy<string> Nobody = new(() =>
        Hasher.HashPassword(new("", "", null), Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    readonly string _file;
    readonly Lock _gate = new();
    IReadOnlyList<string> _beside = [];

    // As this process read or wrote them last; null before.
    IReadOnlyList<ConsoleUser>? _known;
    (DateTime Written, long Length, IReadOnlyList<ConsoleUser> Users) _read = (default, -1, []);

    public UserFile(string file) => _file = file;

    /// <summary>Where a configuration has its users.</summary>
    public static string PathFor(NodeConfiguration configuration) =>
        configuration.Console.Users ?? Path.Combine(configuration.Data, "console-users.json");

    public bool IsEmpty => Users.Count == 0;

    /// <summary>All users; throws <see cref="InvalidDataException"/> when the file is none of ours.</summary>
    public IReadOnlyList<ConsoleUser> Users
    {
        get
        {
            lock (_gate)
            {
                var info = new FileInfo(_file);
                if (_read.Length == (info.Exists ? info.Length : 0) && (!info.Exists || _read.Written == info.LastWriteTimeUtc))
                    return _read.Users;
                var users = info.Exists ? Read(info) : [];
                if (_known is not null) _beside = [.. _beside.Union(Differing(_known, users))];
                _known = users;
                _read = (info.Exists ? info.LastWriteTimeUtc : default, info.Exists ? info.Length : 0, users);
                return users;
            }
        }
    }

    /// <summary>The names that somebody changed beside this process since the last call: <c>acsa user</c>, or an editor.</summary>
    public IReadOnlyList<string> TakeChangedBeside()
    {
        lock (_gate)
        {
            _ = Users;
            var names = _beside;
            _beside = [];
            return names;
        }
    }

    public ConsoleUser? Find(string name) => Users.FirstOrDefault(user => user.Name == name);

    /// <summary>The user, when the password is right.</summary>
    public ConsoleUser? Verify(string name, string password)
    {
        if (password.Length > LongestPasswordLength) return null;
        var user = Find(name);
        var result = Hasher.VerifyHashedPassword(user ?? new("", "", null), user?.PasswordHash ?? Nobody.Value, password);
        return user?.PasswordHash is not null && result != PasswordVerificationResult.Failed ? user : null;
    }

    /// <summary>Adds a user, or changes one; a null password leaves that which there is.</summary>
    /// <exception cref="FormatException">The name, the role or the password will not do; the message says what was expected.</exception>
    public void Put(string name, string role, string? password)
    {
        if (!ConfigurationRules.IsName(name)) throw new FormatException($"'{name}' is not {ConfigurationRules.Name}.");
        if (!Roles.TryParse(role, out _)) throw new FormatException($"The role is '{role}'; expected {string.Join(", ", Roles.Names)}.");
        if (password is { Length: < LeastPasswordLength or > LongestPasswordLength })
            throw new FormatException(
                $"The password has {password.Length} characters; expected {LeastPasswordLength} to {LongestPasswordLength}.");
        lock (_gate)
        {
            var users = Users.ToList();
            var index = users.FindIndex(user => user.Name == name);
            var hash = password is null ? index < 0 ? null : users[index].PasswordHash
                : Hasher.HashPassword(new(name, role, null), password);
            if (index < 0 && users.Count >= MostUsers) throw new FormatException($"There are {MostUsers} users already.");
            if (index < 0) users.Add(new(name, role, hash));
            else users[index] = new(name, role, hash);
            Write(users);
        }
    }

    /// <summary>Removes a user; false when there is none of that name.</summary>
    public bool Remove(string name)
    {
        lock (_gate)
        {
            var users = Users.Where(user => user.Name != name).ToList();
            if (users.Count == Users.Count) return false;
            Write(users);
            return true;
        }
    }

    /// <summary>Changes when the user's role or password does: what was signed before that is signed in no more.</summary>
    public static string StampOf(ConsoleUser user) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Name}|{user.Role}|{user.PasswordHash}")))[..16];

    static IEnumerable<string> Differing(IReadOnlyList<ConsoleUser> before, IReadOnlyList<ConsoleUser> now) =>
        before.Except(now).Concat(now.Except(before)).Select(user => user.Name).Distinct();

    static ConsoleUser[] Read(FileInfo file)
    {
        if (file.Length > MostBytes) throw new InvalidDataException($"{file.FullName} is larger than {MostBytes} bytes.");
        try
        {
            var users = ResultJson.Read<ConsoleUser[]>(File.ReadAllText(file.FullName));
            return users.All(user => ConfigurationRules.IsName(user.Name ?? "") && Roles.TryParse(user.Role, out _)) ? users
                : throw new InvalidDataException($"{file.FullName}: a user without a name or with an unknown role.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file.FullName} is not a list of users: {error.Message}", error);
        }
    }

    void Write(IReadOnlyList<ConsoleUser> users)
    {
        DurableFolder.Create(Path.GetDirectoryName(_file)!);
        var partial = _file + DurableFile.PartialExtension;
        File.Delete(partial);
        using (var stream = DurableFile.Create(partial))
        {
            stream.Write(Encoding.UTF8.GetBytes(ResultJson.WriteIndented(users)));
            stream.Flush();
            DurableFile.FlushData(stream.SafeFileHandle);
        }

        DurableFile.Publish(partial, _file);
        (_known, _read) = (users, (default, -1, []));
    }
}
