using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Acsa.Worker.Audit;
using Acsa.Worker.Commands;
using Acsa.Worker.Operations.AuditMessages;
using Acsa.Worker.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Acsa.Worker.Tests.Operations;

public sealed class AuditTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(2));
    readonly TempFolder _folder = new();
    readonly AuditEvents _events = new("ACSA", "node-1");

    // Every kind, with what is awkward in it.
    IEnumerable<AuditMessage> All() =>
    [
        _events.Application(true, At), _events.Application(false, At),
        _events.BeginTransferring("PACS", "10.0.0.9", Study, AuditEvents.PatientOf("MRN-1"), At),
        _events.Transferred(true, "US1", "fe80::1", Study, AuditEvents.PatientOf(""), At),
        _events.Transferred(false, "PACS", "pacs.example", Study, AuditEvents.PatientOf("<&\">"), At, "1 of 2 instances were stored."),
        _events.QueryOf("PACS", "10.0.0.9", "1.2.3", At),
        _events.Alert(AuditCode.NodeAuthentication, AuditEvents.Peer("\u0001BAD\uD800", "10.0.0.66", null, true), "BAD", "refused", 4, At),
        _events.SignIn("anna", "127.0.0.1", false, At),
    ];

    static AuditObject Study => AuditEvents.Study("1.2.3", [("1.2.840.10008.5.1.4.1.1.6.1", 2), ("1.2.840.10008.5.1.4.1.1.66.4", 1)]);

    [Fact]
    public async Task Every_message_follows_the_grammar_of_the_standard()
    {
        var files = All().Select((message, number) =>
        {
            File.WriteAllText(_folder[$"{number}.xml"], message.ToXml("node-1"));
            return _folder[$"{number}.xml"];
        }).ToArray();
        var grammar = Path.Combine(Repository.Root, "tests", "data", "audit", "audit-message.rnc");
        await PeerProcess.MustRunAsync("/usr/bin/jing", ["-c", grammar, .. files]);

        // And the check can fail.
        File.WriteAllText(_folder["bad.xml"],
            _events.Application(true, At).ToXml("x").Replace("EventOutcomeIndicator=\"0\"", "EventOutcomeIndicator=\"1\""));
        Assert.NotEqual(0, (await PeerProcess.RunAsync("/usr/bin/jing", "-c", grammar, _folder["bad.xml"])).ExitCode);
    }

    [Fact]
    public void A_message_is_one_line_whatever_a_peer_says() => Assert.DoesNotContain('\n', _events.Transferred(
        false, "PA\nCS", "pacs.example", Study, AuditEvents.PatientOf("A\nB"), At, "refused\r\n<AuditMessage/>").ToXml("node-1"));

    [Fact]
    public void Syslog_carries_the_message_as_rfc_5424_and_5425_have_it()
    {
        var message = SyslogMessage.Of(_events.Application(true, At), "node-1", "host 1");
        var text = Encoding.UTF8.GetString(message);
        Assert.StartsWith($"<85>1 2026-03-04T03:06:07.089Z host1 AcsaNode {Environment.ProcessId} DICOM+RFC3881 - \uFEFF<AuditMessage>",
            text, StringComparison.Ordinal);
        Assert.Equal([.. Encoding.ASCII.GetBytes($"{message.Length} "), .. message], SyslogMessage.Framed(message));
    }

    [Fact]
    public async Task A_nodes_day_is_in_the_file_and_at_the_repository_by_udp()
    {
        using var repository = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var heard = new List<XElement>();
        var hearing = Task.Run(async () =>
        {
            while (true)
            {
                var text = Encoding.UTF8.GetString((await repository.ReceiveAsync()).Buffer);
                lock (heard) heard.Add(XElement.Parse(text[text.IndexOf('<', 1)..]));
            }
        });
        await using (var node = await RunningNode.StartAsync(_folder, configuration =>
        {
            configuration["audit"] =
                new JsonObject { ["file"] = true, ["syslog"] = $"udp://127.0.0.1:{((IPEndPoint)repository.Client.LocalEndPoint!).Port}" };
            configuration["destinations"] = JsonNode.Parse("""[ { "name": "pacs", "aeTitle": "PACS", "host": "127.0.0.1", "port": 9 } ]""");
        }))
        {
            var file = PhantomFile.Write(_folder, set => set.AddOrUpdate(DicomTag.PatientID, "MRN-7"));
            Assert.True((await new FileSender(new("ACSA", "127.0.0.1", node.Port), "US1").SendAsync([file], null, default))[0].IsStored);
            await new FileSender(new("ACSA", "127.0.0.1", node.Port), "STRANGER").SendAsync([file], null, default);
            await node.Services.GetRequiredService<IAuditTrail>()
                .AddAsync(new(DateTimeOffset.UtcNow, "anna", "127.0.0.1", "sign in", "", true), default);
            await Until.TrueAsync(() => Task.FromResult(Count("110102") > 0 && Count("110104") > 1 && Count("110113") > 0), Limit,
                "deliveries", () => node.LogText);
        }

        await Until.TrueAsync(() => Task.FromResult(Count("110100") == 2), Limit, "start and stop");
        var lines = File.ReadAllLines(Assert.Single(Directory.GetFiles(_folder["data/audit"], "dicom-*.log")))
            .Select(line => XElement.Parse(line)).ToList();
        lock (heard) Assert.Equal(lines.Select(line => line.ToString()), heard.Select(message => message.ToString()));
        Assert.Equal(["110100", "110102", "110104", "110113", "110114"], lines.Select(EventOf).Distinct().Order());
        var received = Assert.Single(lines,
            line => EventOf(line) == "110104" && line.Element("EventIdentification")!.Attribute("EventActionCode")!.Value == "C");
        Assert.Contains(received.Elements("ParticipantObjectIdentification"),
            about => about.Attribute("ParticipantObjectID")!.Value == "MRN-7");

        int Count(string code)
        {
            lock (heard) return heard.Count(message => EventOf(message) == code);
        }
    }

    [Fact]
    public async Task By_tls_each_message_has_its_length_before_it_and_waits_for_a_repository_that_is_away()
    {
        var certificates = await Certificates.MakeAsync(_folder.Path);
        await certificates.IssueAsync("repository");
        var port = Loopback.FreePort();
        await using var node = await RunningNode.StartAsync(_folder, configuration => configuration["audit"] = new JsonObject
        {
            ["syslog"] = $"tls://127.0.0.1:{port}", ["tls"] = new JsonObject { ["trustedCertificates"] = certificates.Authority },
        });
        // Nobody was there at the start; what was said waits.
        await Until.TrueAsync(() => Task.FromResult(node.LogText.Contains("audit repository", StringComparison.Ordinal)), Limit,
            "that it is away");
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        using var limit = new CancellationTokenSource(Limit);
        using var client = await listener.AcceptTcpClientAsync(limit.Token);
        await using var stream = new SslStream(client.GetStream());
        using var certificate = X509Certificate2.CreateFromPemFile(certificates.Certificate("repository"), certificates.Key("repository"));
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        }, limit.Token);
        var length = 0;
        for (int digit; (digit = await ByteAsync()) != ' ';) length = length * 10 + digit - '0';
        var message = new byte[length];
        await stream.ReadExactlyAsync(message, limit.Token);
        var text = Encoding.UTF8.GetString(message);
        Assert.Equal("110100", EventOf(XElement.Parse(text[text.IndexOf('<', 1)..])));

        async Task<int> ByteAsync()
        {
            var one = new byte[1];
            await stream.ReadExactlyAsync(one, limit.Token);
            return one[0];
        }
    }

    public void Dispose() => _folder.Dispose();

    static string EventOf(XElement message) => message.Element("EventIdentification")!.Element("EventID")!.Attribute("csd-code")!.Value;
}
