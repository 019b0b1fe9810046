using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Acsa.Worker.Commands;
using Acsa.Worker.Hosting;
using Acsa.Worker.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Acsa.Worker.Tests.Operations;

public sealed class TraceTests : IDisposable
{
    const string Study = "1.2.826.0.1.3680043.8.498.4711";
    readonly TempFolder _folder = new();
    readonly ConcurrentQueue<byte[]> _received = new();

    [Fact]
    public async Task The_steps_of_a_study_reach_the_collector_in_one_trace_that_bears_its_alias_and_no_uid()
    {
        await using var collector = await CollectorAsync();
        string alias;
        await using (var node = await RunningNode.StartAsync(_folder, configuration =>
        {
            configuration["monitoring"]!["traces"] = collector.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!.Addresses.First();
            configuration["destinations"] = JsonNode.Parse("""[ { "name": "pacs", "aeTitle": "PACS", "host": "127.0.0.1", "port": 9 } ]""");
        }))
        {
            var file = PhantomFile.Write(_folder, set => set.AddOrUpdate(DicomTag.StudyInstanceUID, Study));
            Assert.True((await new FileSender(new("ACSA", "127.0.0.1", node.Port), "US1").SendAsync([file], null, default))[0].IsStored);
            alias = node.Services.GetRequiredService<StudyAlias>().Of(Study);
            await Until.TrueAsync(() => Task.FromResult(Has("deliver") && Has("instance") && Has("study")), TimeSpan.FromSeconds(120),
                "three kinds of step",
                () => node.LogText);
        }

        var all = _received.SelectMany(bytes => bytes).ToArray();
        Assert.True(all.AsSpan().IndexOf(Encoding.ASCII.GetBytes(alias)) >= 0, "no alias");
        // OTLP, trace.proto: Span.trace_id is field 1, 16 bytes.
        byte[] trace = [0x0A, 0x10, .. Convert.FromHexString(alias.PadRight(32, '0'))];
        Assert.True(Count(all, trace) >= 3, "one trace for all steps");
        Assert.Equal(-1, all.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Study)));
    }

    public void Dispose() => _folder.Dispose();

    bool Has(string step) => _received.Any(bytes => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(step)) >= 0);

    static int Count(ReadOnlySpan<byte> all, ReadOnlySpan<byte> part)
    {
        var count = 0;
        for (int at; (at = all.IndexOf(part)) >= 0; all = all[(at + part.Length)..]) count++;
        return count;
    }

    async Task<WebApplication> CollectorAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (context.Request.Path == "/v1/traces") _received.Enqueue(body.ToArray());
        });
        await collector.StartAsync();
        return collector;
    }
}
