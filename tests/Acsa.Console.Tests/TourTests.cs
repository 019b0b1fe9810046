using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acsa.WebConsole.Tests;

/// <summary>A browser, a scanner, a PACS and the node: what a department does in its first hour.</summary>
public sealed class TourTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 90_000 };

    [Fact]
    public async Task From_sign_in_over_a_refused_caller_a_study_a_peer_and_a_broken_configuration_everything_works()
    {
        using var folder = new ScratchFolder();
        await using var pacs = await StoreScp.StartAsync(folder.Folder("pacs"));
        await using var node = new ConsoleNode(folder.Folder("node"), configuration =>
            configuration["destinations"] = new JsonArray(new JsonObject
        {
            // A port where nobody is; the tour puts that right.
            ["name"] = "pacs", ["aeTitle"] = StoreScp.AeTitle, ["host"] = "127.0.0.1", ["port"] = Loopback.FreePort(),
                ["retry"] = "1000x1s",
        }));
        var image = ConsoleNode.Images(folder.Folder("images"), 1, seed: 12)[0];
        await node.AddUserAsync("anna", "administrator");
        await node.StartAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(node.Address);

        await SignInAsync(page);
        await AllowTheScannerAsync(page, node, image);
        await WatchTheStudyArriveAsync(page, node, image);
        await ToggleTheOutlineAsync(page);
        var study = page.Url;
        await MendThePeerAsync(page, node, pacs);
        await page.GotoAsync(study);
        await SendAgainAsync(page, pacs);
        await BreakAndMendTheConfigurationAsync(page, node);
        await LookAtTheAuditAsync(page);
        await SignOutAsync(page);

        Assert.Empty(browser.Complaints);
    }

    static async Task SignInAsync(IPage page)
    {
        await Browser.SignInAsync(page, "anna", "not her password");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Name or password is wrong.");
        await Browser.SignInAsync(page, "anna", ConsoleNode.Password);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
    }

    static async Task AllowTheScannerAsync(IPage page, ConsoleNode node, string image)
    {
        Assert.False(await node.SendAsync("US1", image));
        await page.GetByRole(AriaRole.Link, new() { Name = "Callers" }).ClickAsync();
        var row = page.Locator("#refused tr", new() { HasText = "US1" });
        await Expect(row).ToContainTextAsync("its title is not known");
        await row.GetByRole(AriaRole.Button, new() { Name = "Allow US1 from 127.0.0.1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("US1 at 127.0.0.1 is admitted from now on.");
        await Expect(page.Locator("#admitted")).ToContainTextAsync("US1");
        var written = await File.ReadAllTextAsync(node.Configuration);
        Assert.Contains("\"aeTitle\": \"US1\"", written, StringComparison.Ordinal);
        Assert.StartsWith("// A comment that has to stay.", written, StringComparison.Ordinal);
    }

    static async Task WatchTheStudyArriveAsync(IPage page, ConsoleNode node, string image)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Expect(page.Locator("#overview")).ToContainTextAsync("No study was received yet.");
        Assert.True(await node.SendAsync("US1", image)); // Without a restart.
        var uid = DicomFile.Open(image).Dataset.GetString(DicomTag.StudyInstanceUID);
        await Expect(page.Locator("#overview")).ToContainTextAsync(uid, Patient); // Without a reload.
        await page.GetByRole(AriaRole.Link, new() { Name = uid }).ClickAsync();
        await Expect(page.Locator("#images")).ToContainTextAsync("Cross-sectional area", Patient);
    }

    static async Task ToggleTheOutlineAsync(IPage page)
    {
        var (picture, outline) = (page.Locator(".picture img").First, page.Locator(".overlay").First);
        await Expect(outline).ToBeVisibleAsync();
        foreach (var shown in new[] { picture, outline })
            await Until.TrueAsync(() => shown.EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"), Limit,
                "a picture is shown");
        Assert.Equal(
            await picture.EvaluateAsync<int>("image => image.naturalWidth"),
                await outline.EvaluateAsync<int>("image => image.naturalWidth"));
        await page.GetByLabel("Show what was outlined").UncheckAsync();
        await Expect(outline).ToBeHiddenAsync();
        await Expect(picture).ToBeVisibleAsync();
        await page.GetByLabel("Show what was outlined").CheckAsync();
        await Expect(outline).ToBeVisibleAsync();
    }

    static async Task MendThePeerAsync(IPage page, ConsoleNode node, StoreScp pacs)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Peers" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Echo pacs" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("pacs does not answer well", Patient);
        await page.GetByLabel("Port").First.FillAsync($"{pacs.Port}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("pacs is in use as it is now.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Echo pacs" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("pacs answers in", Patient);
        await page.GetByRole(AriaRole.Button, new() { Name = "Probe pacs" }).ClickAsync();
        await Expect(page.Locator("#tests-pacs")).ToContainTextAsync("Comprehensive 3D SR", Patient);
        Assert.Contains("1000x1s", await File.ReadAllTextAsync(node.Configuration), StringComparison.Ordinal);
        await Until.TrueAsync(() => Task.FromResult(pacs.Files().Length >= 3), Limit, "the results are in the PACS", () => node.Output);
    }

    static async Task SendAgainAsync(IPage page, StoreScp pacs)
    {
        await Expect(page.Locator("#way .badge").First).ToHaveTextAsync("delivered", new() { Timeout = 90_000 });
        var before = pacs.Files().Length;
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("are sent again");
        await Until.TrueAsync(() => Task.FromResult(pacs.Files().Length >= 2 * before), Limit, "the results are in the PACS twice");
    }

    static async Task BreakAndMendTheConfigurationAsync(IPage page, ConsoleNode node)
    {
        var good = await File.ReadAllTextAsync(node.Configuration);
        await page.GetByRole(AriaRole.Link, new() { Name = "Configuration" }).ClickAsync();
        var text = page.Locator("#text");
        await text.FillAsync(good.Replace("\"quietSeconds\": 0.5", "\"quietSeconds\": \"soon\"", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#errors")).ToContainTextAsync("$.study.quietSeconds is \"soon\"; expected a number");
        Assert.Equal(good, await File.ReadAllTextAsync(node.Configuration));

        await text.FillAsync(good.Replace("\"quietSeconds\": 0.5", "\"quietSeconds\": 0.6", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Check only" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The configuration is in order.");
        Assert.Equal(good, await File.ReadAllTextAsync(node.Configuration));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("In use after a restart: study.");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Load the text of" }).First).ToBeVisibleAsync();
        Assert.Contains("0.6", await File.ReadAllTextAsync(node.Configuration), StringComparison.Ordinal);
    }

    static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GotoAsync("/studies");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    static async Task LookAtTheAuditAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit" }).ClickAsync();
        foreach (var action in new[] { "sign in", "admit", "set peer", "echo", "send again", "change configuration" })
            await Expect(page.Locator("main")).ToContainTextAsync(action);
    }
}
