using Acsa.Worker.WebConsole.Access;

namespace Acsa.WebConsole.Tests;

public sealed class SessionsTests : IDisposable
{
    readonly ScratchFolder _folder = new();
    readonly Clock _time = new();
    readonly UserFile _users;
    readonly Sessions _sessions;
    readonly string _token;

    public SessionsTests()
    {
        _users = new(Path.Combine(_folder, "users.json"));
        _users.Put("anna", "viewer", ConsoleNode.Password);
        _sessions = new(_time);
        _token = _sessions.Begin(_users.Find("anna")!);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // A page that keeps itself up to date on a screen that nobody sits at.
    public void A_session_lasts_as_long_as_somebody_does_something(bool renews)
    {
        for (var minutes = 0; minutes < 29; minutes++)
        {
            _time.Now += TimeSpan.FromMinutes(1);
            Assert.NotNull(_sessions.UserOf(_token, _users, renews));
        }

        _time.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(renews, _sessions.UserOf(_token, _users) is not null);
    }

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
