using System.Text.Json.Nodes;
using Acsa.Imaging;
using Acsa.Worker.Health;
using Acsa.Worker.Ledger;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Commands;

/// <summary>What the commands say, and end with, when something is wrong with a model.</summary>
public sealed class ModelTroubleTests : IDisposable
{
    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "acsa.dll");
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_tries_every_provider_and_fails_for_one_that_is_wrong_but_not_for_one_that_is_missing()
    {
        var package = Directory.CreateDirectory(Path.Combine(_folder["models"], "thigh")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "models", "acsa-thigh-unet")))
            File.Copy(file, Path.Combine(package, Path.GetFileName(file)));
        var (code, output) = await PeerProcess.RunAsync("dotnet", Program, "models", "verify", "--models", _folder["models"], "--json");
        var rows = JsonNode.Parse(output)!["models"]!.AsArray();
        Assert.Equal(OperatingSystem.IsWindows() ? ["cuda", "directml", "webgpu", "cpu"] : ["cuda", "webgpu", "cpu"],
            rows.Select(row => (string?)row!["provider"]));
        Assert.True((bool?)rows[^1]!["passed"]);
        Assert.True((double)rows[^1]!["dice"]! >= 0.99);
        // What cannot be used says why; what can says how it does beside the processor.
        Assert.All(rows.SkipLast(1),
            row => Assert.True(row!["says"] is not null || (double)row["diceWithCpu"]! >= 0.999, row.ToJsonString()));
        Assert.Equal(rows.Any(row => (bool?)row!["passed"] == false) ? 1 : 0, code);

        var mask = Path.Combine(package, "golden-mask.png");
        var before = PngReader.ReadMask(mask);
        // One pixel where the muscle is not.
        var other = new Mask(before.Width, before.Height);
        other[0, 0] = true;
        PngWriter.Write(mask, other);
        (code, output) = await PeerProcess.RunAsync("dotnet", Program, "models", "verify", "--models", _folder["models"]);
        Assert.Equal(1, code);
        Assert.Contains("failed: its golden mask has a Dice of", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_ends_with_one_for_trouble_of_a_node_that_lives_and_says_what_it_is()
    {
        await File.WriteAllTextAsync(_folder["acsa.json"], """{ "data": "data", "node": "a" }""");
        Directory.CreateDirectory(_folder["data"]);
        SqlLedger.Open(LedgerLocation.InFile(Path.Combine(_folder["data"], "ledger.sqlite")), TimeProvider.System, TimeSpan.FromSeconds(1))
            .Dispose();
        var well = new NodeModels([new("m", "1", "CPUExecutionProvider", null, [], null, default)], []);
        ModelStatusFile.Write(_folder["data"], "a", well);
        // Of a node that was renamed: nobody runs by it.
        ModelStatusFile.Write(_folder["data"], "gone", well with { Problems = ["old"] });
        Assert.Equal((0, false), await StatusAsync());

        ModelStatusFile.Write(_folder["data"], "a", well with { Problems = ["models/x: the golden mask differs."] });
        Assert.Equal((1, true), await StatusAsync());

        async Task<(int, bool)> StatusAsync()
        {
            var (code, output) = await PeerProcess.RunAsync("dotnet", Program, "status", "--config", _folder["acsa.json"]);
            return (code, output.Contains("Unwell: Node a: models/x: the golden mask differs.", StringComparison.Ordinal));
        }
    }
}
