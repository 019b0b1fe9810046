using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acsa.WebConsole.Tests;

/// <summary>What the page of a study says, beside what the API says of it.</summary>
[Collection(DepartmentGroup.Name)]
public sealed class StudyPageTests(Department department)
{
    [Fact]
    public async Task A_clip_is_looked_through_frame_by_frame_with_the_keyboard_and_its_outline_switched_off()
    {
        await using var browser = await Browser.StartAsync();
        var page = await OpenAsync(browser);
        var clip = page.GetByRole(AriaRole.Region, new() { Name = "Image 4", Exact = true });
        var slider = clip.GetByRole(AriaRole.Slider, new() { Name = "Frame" });
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "frame 1, 1 of 3 analysed");
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(clip.GetByRole(AriaRole.Status)).ToHaveTextAsync("frame 2, 2 of 3 analysed");
        var (first, second) = (clip.Locator("[data-frame='1']"), clip.Locator("[data-frame='2']"));
        await Expect(first).ToBeHiddenAsync();
        await Expect(second).ToBeVisibleAsync();
        var (picture, outline) = (second.Locator("img").First, second.Locator("img.overlay"));
        foreach (var shown in new[] { picture, outline })
            await Until.TrueAsync(() => shown.EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"), TimeSpan.FromMinutes(1), "frame 2 is shown");
        await page.GetByLabel("Show what was outlined").UncheckAsync();
        await Expect(outline).ToBeHiddenAsync();
        await Expect(picture).ToBeVisibleAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_study_as_a_whole_the_study_before_edits_and_forms_are_what_the_api_says()
    {
        using var client = department.Node.Client("vera");
        var study = await Department.StudyAsync(client);
        await using var browser = await Browser.StartAsync();
        var page = await OpenAsync(browser);

        var right = study["summary"]!["muscles"]!.AsArray().Single(muscle =>
            muscle!["structure"]!.GetValue<string>() == "vastus-lateralis" && muscle["laterality"]!.GetValue<string>() == "right")!;
        var row = Row(page, "h-summary", "Vastus lateralis").Filter(new() { HasText = "right" });
        await Expect(row).ToContainTextAsync(Number(right["areaCm2"]!["mean"], "0.00"));
        await Expect(row).ToContainTextAsync(Number(right["meanGrey"]!["mean"], "0.0"));
        var sides = study["summary"]!["asymmetries"]!.AsArray().Single()!;
        await Expect(Row(page, "h-sides", "Vastus lateralis")).ToContainTextAsync(Percent(sides["areaPercent"]));

        var prior = study["priors"]!.AsArray().First(one => one!["sopInstanceUid"]!.GetValue<string>() == $"{Department.Study}.1.2")!;
        Assert.Equal("2026-03-15", prior["date"]!.GetValue<string>());
        var (now, then) = (prior["areaCm2"]!.GetValue<double>(), prior["areaBeforeCm2"]!.GetValue<double>());
        Assert.Equal(100 * (now - then) / then, prior["changePercent"]!.GetValue<double>(), 1e-9);
        // Two lengths, each smaller by 0.6 % of the first month's: the same picture was measured under another scale.
        Assert.Equal(Math.Pow((1 - 0.006 * 4) / (1 - 0.006 * 3), 2), now / then, 1e-6);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Beside the study before" })).ToContainTextAsync(Percent(prior["changePercent"]));

        var edit = study["edits"]!.AsArray().Single()!;
        var edited = page.GetByRole(AriaRole.Region, new() { Name = "Outlines that a reader changed" }).Locator("tbody tr");
        foreach (var text in new[]
        {
            "Reader Rita", "Vastus lateralis right", Number(edit["edit"]!["areaCm2Before"], "0.00"), Number(edit["edit"]!["areaCm2After"], "0.00"),
            Number(edit["edit"]!["dice"], "0.000"),
        }) await Expect(edited).ToContainTextAsync(text);

        var archive = Row(page, "h-forms", "archive");
        await Expect(archive).ToContainTextAsync("the best of what it takes");
        foreach (var kind in new[] { "seg", "sr" }) await Expect(archive).ToContainTextAsync(new System.Text.RegularExpressions.Regex($"{kind}: (\\d+ )?delivered"));
    }

    [Fact]
    public async Task The_trend_of_a_patient_has_each_month_and_the_node_names_no_patient_in_it()
    {
        using var client = department.Node.Client("vera");
        var text = await client.GetStringAsync($"/api/v1/studies/{Department.Study}/trend");
        Assert.DoesNotContain(Department.Patient, text, StringComparison.Ordinal);
        var area = JsonNode.Parse(text)!["series"]!.AsArray().Single(series =>
            series!["unit"]!.GetValue<string>() == "cm²" && series["side"]!.GetValue<string>() == "right" && series["muscle"]!.GetValue<string>() == "Vastus lateralis")!;
        Assert.Equal([1, 2, 3, 4, 4], area["points"]!.AsArray().Select(point => point!["at"]!.GetValue<DateTime>().Month));
        // A study of somebody else, or of nobody, has no part in it.
        Assert.Empty(JsonNode.Parse(await client.GetStringAsync("/api/v1/studies/9.9.9/trend"))!["series"]!.AsArray());
    }

    async Task<IPage> OpenAsync(Browser browser)
    {
        var page = await browser.OpenAsync(department.Node.Address);
        await Browser.SignInAsync(page, "vera", ConsoleNode.Password);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        await page.GotoAsync($"/studies/{Department.Study}");
        return page;
    }

    static ILocator Row(IPage page, string heading, string name) =>
        page.Locator($"[aria-labelledby={heading}] tbody tr", new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = name }) });

    static string Number(JsonNode? value, string format) => value!.GetValue<double>().ToString(format, CultureInfo.InvariantCulture);

    static string Percent(JsonNode? value) => value!.GetValue<double>().ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + " %";
}
