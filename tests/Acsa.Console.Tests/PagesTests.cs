using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Acsa.WebConsole.Tests;

/// <summary>
/// Every page with something on it, light, dark and on a phone: no serious violation of axe-core's rules, no complaint on the console,
/// nothing
/// wider than the screen. ACSA_SCREENSHOTS names a folder for pictures.
/// </summary>
public sealed class PagesTests
{
    [Fact]
    public async Task Every_page_is_accessible_in_light_dark_and_on_a_phone()
    {
        using var folder = new ScratchFolder();
        await using var pacs = await StoreScp.StartAsync(folder.Folder("pacs"));
        await using var node = new ConsoleNode(folder.Folder("node"), configuration =>
        {
            configuration["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "US1" }, new JsonObject { ["aeTitle"] = "US2" });
            configuration["destinations"] = new JsonArray(new JsonObject
            {
                ["name"] = "pacs", ["aeTitle"] = StoreScp.AeTitle, ["host"] = "127.0.0.1", ["port"] = pacs.Port,
            });
        });
        await node.AddUserAsync("anna", "administrator");
        await node.StartAsync();
        var images = OfOnePatient(ConsoleNode.Images(folder.Folder("images"), 1, seed: 12)[0], 4);
        Assert.True(await node.SendAsync("US1", images));
        Assert.False(await node.SendAsync("STRANGER", images[0]));
        using var client = node.Client("anna");
        await Until.TrueAsync(async () =>
            JsonNode.Parse(await client.GetStringAsync("/api/v1/overview"))!["studies"]!["delivered"]?.GetValue<int>() == 4,
            TimeSpan.FromMinutes(3), "four studies are delivered", () => node.Output);
        foreach (var action in new[] { "peers/pacs/echo", "peers/pacs/probe", "models/verify" })
            Assert.True((await client.PostAsync("/api/v1/" + action, null)).IsSuccessStatusCode);
        var study = JsonNode.Parse(await client.GetStringAsync("/api/v1/studies"))!["studies"]![0]!["studyUid"]!.GetValue<string>();
        (string Name, string Path)[] pages =
        [
            ("overview", "/"), ("studies", "/studies"), ("study", $"/studies/{study}"), ("trend", $"/studies/{study}/trend"),
                ("callers", "/callers"),
            ("peers", "/peers"), ("models", "/models"), ("quality", "/quality"), ("log", "/log"), ("audit", "/audit"),
            ("configuration", "/configuration"), ("users", "/users"),
        ];

        await using var browser = await Browser.StartAsync();
        var violations = new List<string>();
        foreach (var (look, scheme, width) in new[] { ("light", ColorScheme.Light, 1280), ("dark", ColorScheme.Dark, 1280),
            ("phone", ColorScheme.Light, 390) })
        {
            var page = await browser.OpenAsync(node.Address, scheme, width);
            await page.GotoAsync("/");
            violations.AddRange(await Axe.ViolationsAsync(page));
            await Shoot(page, $"sign-in-{look}");
            await Browser.SignInAsync(page, "anna", ConsoleNode.Password);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
            foreach (var (name, path) in pages)
            {
                await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
                Assert.Equal(node.Address.ToString().TrimEnd('/') + path, page.Url); // And not the sign-in page.
                violations.AddRange(await Axe.ViolationsAsync(page));
                if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    is var over && over > 0)
                    violations.Add($"{path} is {over} pixels wider than a screen of {width}.");
                await Shoot(page, $"{name}-{look}");
            }
        }

        Assert.Empty(violations);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_the_content_and_an_action()
    {
        using var folder = new ScratchFolder();
        await using var node = new ConsoleNode(folder.Folder("node"), configuration =>
            configuration["scanners"] = new JsonArray(new JsonObject { ["aeTitle"] = "US9", ["host"] = "10.0.0.9" }));
        await node.StartAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(node.Address);
        await page.GotoAsync("/callers");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        for (var i = 0; i < 30 && await page.EvaluateAsync<string?>("() => document.activeElement.getAttribute('aria-label')") != "Remove US9 at 10.0.0.9"; i++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("is admitted no more");
        Assert.DoesNotContain("US9", await File.ReadAllTextAsync(node.Configuration), StringComparison.Ordinal);
    }

    // One muscle of one patient month by month, a little smaller each time: the same picture under a smaller scale.
    static string[] OfOnePatient(string image, int months)
    {
        var files = new List<string>();
        for (var month = 1; month <= months; month++)
        {
            var dataset = DicomFile.Open(image, FileReadOption.ReadAll).Dataset;
            dataset.AddOrUpdate(DicomTag.PatientID, "TREND-1").AddOrUpdate(DicomTag.StudyDate, $"2026{month:00}15")
                .AddOrUpdate(DicomTag.StudyInstanceUID, $"2.25.4711{month}").AddOrUpdate(DicomTag.SeriesInstanceUID, $"2.25.4712{month}")
                .AddOrUpdate(DicomTag.SOPInstanceUID, $"2.25.4713{month}");
            foreach (var region in dataset.GetSequence(DicomTag.SequenceOfUltrasoundRegions).Items)
                foreach (var tag in new[] { DicomTag.PhysicalDeltaX, DicomTag.PhysicalDeltaY })
                    region.AddOrUpdate(tag, region.GetSingleValue<double>(tag) * (1 - 0.012 * month));
            files.Add(Path.Combine(Path.GetDirectoryName(image)!, $"month-{month}.dcm"));
            new DicomFile(dataset).Save(files[^1]);
        }

        return [.. files];
    }

    static async Task Shoot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ACSA_SCREENSHOTS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"console-{name}.png") });
    }
}
