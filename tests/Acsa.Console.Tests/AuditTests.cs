using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Acsa.Worker.WebConsole.Access;
using Microsoft.Playwright;

namespace Acsa.WebConsole.Tests;

/// <summary>What people do and look at is written down, once, without naming a patient in the node's own trail.</summary>
[Collection(DepartmentGroup.Name)]
public sealed class AuditTests(Department department)
{
    string Folder => Path.Combine(Path.GetDirectoryName(department.Node.Configuration)!, "data", "audit");

    [Fact]
    public async Task Whoever_looks_at_a_study_is_written_down_once_however_many_pictures_that_takes()
    {
        const string User = "paula";
        await PutAsync(User, "viewer");
        using var client = department.Node.Client(User);
        var before = Messages("110103").Count;
        for (var i = 0; i < 3; i++)
        {
            foreach (var path in new[] { "", "/images/" + Department.Study + ".1.1/1/picture", "/images/" + Department.Study + ".1.1/1/overlay" })
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/studies/{Department.Study}{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/studies/{Department.Study}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/studies/{Department.Study}/trend")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/studies/9.9.9")).StatusCode);
        }

        var entries = (await EntriesAsync()).Where(entry => entry.Who == User && entry.Action.StartsWith("view", StringComparison.Ordinal)).ToList();
        Assert.Equal(["view", "view trend"], entries.Select(entry => entry.Action).Order());
        Assert.All(entries, entry => Assert.Matches("^study [0-9a-f]+$", entry.What));
        var trail = string.Join('\n', Directory.GetFiles(Folder, "*.jsonl").Select(File.ReadAllText));
        Assert.DoesNotContain(Department.Study, trail, StringComparison.Ordinal);
        Assert.DoesNotContain(Department.Patient, trail, StringComparison.Ordinal);

        // PS3.15 A.5.3.6: who, which study, whose.
        await Until.TrueAsync(() => Task.FromResult(Messages("110103").Count >= before + 2), TimeSpan.FromMinutes(1), "DICOM Instances Accessed");
        var message = Messages("110103").Last(one => one.Elements("ActiveParticipant").Any(by => by.Attribute("UserID")!.Value == User));
        Assert.Equal("R", message.Element("EventIdentification")!.Attribute("EventActionCode")!.Value);
        Assert.Equal([Department.Study, Department.Patient],
            message.Elements("ParticipantObjectIdentification").Select(about => about.Attribute("ParticipantObjectID")!.Value));
        Assert.Equal(2, Messages("110103").Count(one => one.Elements("ActiveParticipant").Any(by => by.Attribute("UserID")!.Value == User)));
    }

    [Fact]
    public async Task Signing_in_and_out_changing_users_and_changing_the_configuration_are_written_down()
    {
        await PutAsync("ole", "operator");
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(department.Node.Address);
        await Browser.SignInAsync(page, "ole", "not his password");
        await Browser.SignInAsync(page, "ole", ConsoleNode.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        using (var wrong = department.Node.Client("ole", "not his password"))
            Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("/api/v1/overview")).StatusCode);
        using var anna = department.Node.Client("anna");
        Assert.True((await anna.DeleteAsync("/api/v1/users/ole")).IsSuccessStatusCode);
        await department.Node.AddUserAsync("beside", "viewer");
        var configuration = JsonNode.Parse(await anna.GetStringAsync("/api/v1/configuration"))!;
        Assert.True((await anna.PutAsJsonAsync("/api/v1/configuration", new
        {
            text = configuration["text"]!.GetValue<string>(), basedOn = configuration["version"]!.GetValue<string>(),
        })).IsSuccessStatusCode);

        var entries = await EntriesAsync();
        Assert.Equal(["sign in False", "sign in True", "sign out True", "sign in False"],
            entries.Where(entry => entry.Who == "ole").Reverse().Select(entry => $"{entry.Action} {entry.Success}"));
        Assert.Contains(entries, entry => (entry.Who, entry.Action, entry.What) == ("(beside the console)", "set user", "beside was added, changed or removed"));
        Assert.DoesNotContain(entries, entry => entry.Who == "(beside the console)" && entry.What.Contains("ole", StringComparison.Ordinal));
        foreach (var (action, what) in new[] { ("set user", "ole: operator, new password"), ("remove user", "ole"), ("change configuration", configuration["version"]!.GetValue<string>()) })
            Assert.Contains(entries, entry => (entry.Who, entry.Action, entry.What, entry.Success) == ("anna", action, what, true));
        // A program that shows its password with each request has signed in once.
        Assert.Single(entries, entry => entry is { Who: "anna", Action: "sign in", What: "with each request" });
        foreach (var (code, type) in new[] { ("110114", "110122"), ("110114", "110123"), ("110113", "110129"), ("110113", "110131") })
            await Until.TrueAsync(() => Task.FromResult(Messages(code).Any(message =>
                message.Element("EventIdentification")!.Element("EventTypeCode")!.Attribute("csd-code")!.Value == type)), TimeSpan.FromMinutes(1), $"{code} {type}");
        Assert.DoesNotContain(ConsoleNode.Password, string.Join('\n', Directory.GetFiles(Folder, "*").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_is_said_again_after_its_time_and_memory_has_an_end()
    {
        var time = new FakeClock();
        var said = new SaidLately(time);
        Assert.True(said.IsNew("a"));
        Assert.False(said.IsNew("a"));
        time.Now += SaidLately.Window;
        Assert.True(said.IsNew("a"));
        said.Forget("a");
        Assert.True(said.IsNew("a"));
        for (var i = 0; i < 10_000; i++) said.IsNew($"b{i}");
        Assert.True(said.IsNew("a"));
    }

    sealed class FakeClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    async Task PutAsync(string name, string role)
    {
        using var anna = department.Node.Client("anna");
        Assert.True((await anna.PutAsJsonAsync($"/api/v1/users/{name}", new { role, password = ConsoleNode.Password })).IsSuccessStatusCode);
    }

    async Task<IReadOnlyList<(string Who, string Action, string What, bool Success)>> EntriesAsync()
    {
        using var anna = department.Node.Client("anna");
        return [.. JsonNode.Parse(await anna.GetStringAsync("/api/v1/audit"))!["entries"]!.AsArray().Select(entry => (
            entry!["who"]!.GetValue<string>(), entry["action"]!.GetValue<string>(), entry["what"]!.GetValue<string>(), entry["success"]!.GetValue<bool>()))];
    }

    List<XElement> Messages(string code) =>
    [
        .. Directory.GetFiles(Folder, "dicom-*.log").SelectMany(Lines).Select(line => XElement.Parse(line))
            .Where(message => message.Element("EventIdentification")!.Element("EventID")!.Attribute("csd-code")!.Value == code),
    ];

    // Without the line that is being written.
    static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
