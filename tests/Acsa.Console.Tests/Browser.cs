using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Acsa.WebConsole.Tests;

/// <summary>Debian's Chromium, and what its pages complain about.</summary>
internal sealed class Browser : IAsyncDisposable
{
    readonly IPlaywright _playwright;
    readonly IBrowser _browser;

    Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Errors on the pages' consoles and uncaught exceptions; refusals that a test provokes aside.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public static async Task<Browser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox"] }));
    }

    public async Task<IPage> OpenAsync(Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(), ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height },
                IgnoreHTTPSErrors = true,
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // A refused request is reported by the browser itself; the tests look at the page's own answer to it.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
                Complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Enqueue($"{page.Url}: {error}");
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        return page;
    }

    public static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
