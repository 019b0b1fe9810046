using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Acsa.WebConsole.Tests;

/// <summary>
/// Every page with something on it, light, dark and on a phone: no serious violation of axe-core's rules, no complaint on the console,
/// nothing
/// wider than the screen. ACSA_SCREENSHOTS names a folder for pictures.
/// </summary>
[Collection(DepartmentGroup.Name)]
public sealed class PagesTests(Department department)
{
    [Fact]
    public async Task Every_page_is_accessible_in_light_dark_and_on_a_phone()
    {
        var (node, study) = (department.Node, Department.Study);
        var table = RoutingTable.Read();
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
                await ImagesShownAsync(page);
                violations.AddRange(await Axe.ViolationsAsync(page));
                violations.AddRange(await ActionsWithoutEndpointAsync(page, table));
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

    [Fact]
    public async Task The_keyboard_reaches_every_control_of_every_page_and_shows_where_it_is()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(department.Node.Address);
        await Browser.SignInAsync(page, "anna", ConsoleNode.Password);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        foreach (var path in new[] { "/", "/studies", $"/studies/{Department.Study}", "/callers", "/peers", "/models", "/quality", "/configuration", "/users" })
        {
            await page.GotoAsync(path);
            // A look at the node would put parts of the page anew while they are counted.
            await page.EvaluateAsync("""
                () => {
                  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
                  window.controls = all.filter(element => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }));
                  window.fetch = () => new Promise(() => {});
                }
                """);
            var count = await page.EvaluateAsync<int>("() => window.controls.length");
            var reached = new HashSet<int>();
            for (var i = 0; i < count + 5 && reached.Count < count; i++)
            {
                await page.Keyboard.PressAsync("Tab");
                var at = await page.EvaluateAsync<int>("() => window.controls.indexOf(document.activeElement)");
                if (at < 0) continue;
                reached.Add(at);
                Assert.True(await page.EvaluateAsync<bool>("() => parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"),
                    $"{path}: nothing shows that the focus is on {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)")}");
            }

            Assert.True(reached.Count == count, $"{path}: {reached.Count} of {count}; not " + await page.EvaluateAsync<string>(
                "reached => window.controls.filter((_, i) => !reached.includes(i)).map(element => element.outerHTML.slice(0, 120)).join(' | ')", reached.ToArray()));
        }
    }

    // Pictures that are out of sight are fetched later; pictures of pages show them.
    static async Task ImagesShownAsync(IPage page)
    {
        await page.EvaluateAsync("() => document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; })");
        await Until.TrueAsync(() => page.EvaluateAsync<bool>(
            "() => [...document.images].filter(image => image.offsetParent).every(image => image.complete && image.naturalWidth > 0)"),
            TimeSpan.FromMinutes(1), $"the pictures of {page.Url}");
    }

    // What a page can do, a program can do by the same request.
    static async Task<IEnumerable<string>> ActionsWithoutEndpointAsync(IPage page, IReadOnlyList<RoutingTable.Entry> table)
    {
        var actions = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('form')].flatMap(form => form.dataset.api
              ? [`${form.dataset.method} ${form.dataset.api}`, ...[...form.querySelectorAll('[formaction]')].map(button => `POST ${button.getAttribute('formaction')}`)]
              : [`${form.method.toUpperCase()} ${form.getAttribute('action')}`])
            """);
        return actions.Where(action => !table.Any(entry => entry.Matches(action.Split(' ')[0], action.Split(' ')[1])))
            .Select(action => $"{page.Url}: no endpoint for {action}");
    }

    static async Task Shoot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ACSA_SCREENSHOTS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"console-{name}.png") });
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"whole-{name}.png"), FullPage = true });
    }
}
