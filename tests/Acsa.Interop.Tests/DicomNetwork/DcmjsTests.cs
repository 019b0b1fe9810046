using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Acsa.Interop.Tests.DicomNetwork;

public sealed class DcmjsTests
{
    private static readonly string Sample = Path.Combine(SampleFiles.Folder, "OBXXXX1A.dcm");

    [Fact]
    public async Task Dcmjs_as_client_echoes_stores_within_a_window_and_names_its_user()
    {
        string? user = null;
        await using var node = new ReceivedInstances(new AssociationPolicy
        {
            AdmitsUser = identity => (user = identity?.PrimaryField) == "sonographer" && identity!.SecondaryField == "secret",
        });
        var files = new[] { Sample, Path.Combine(SampleFiles.Folder, "US1_UNCR.dcm") };
        var requests = new JsonArray([
            new JsonObject { ["op"] = "echo" }, .. files.Select(file => new JsonObject { ["op"] = "store", ["file"] = file })]);
        var options = """
            {"asyncOps":{"maxAsyncOpsInvoked":4,"maxAsyncOpsPerformed":4},
             "userIdentity":{"type":2,"positiveResponseRequested":true,"primaryField":"sonographer","secondaryField":"secret"}}
            """;
        var lines = await JsPeer.CallAsync(node.Port, requests.ToJsonString(), options);

        var accepted = Assert.Single(lines, line => (string?)line["event"] == "accepted");
        Assert.Equal((4, true), ((int)accepted["window"]!, (bool)accepted["identity"]!));
        Assert.Equal([0, 0, 0], lines.Where(line => line["op"] is not null).Select(line => (int)line["status"]!));
        Assert.Equal("sonographer", user);
        Assert.Equal(files.Select(SampleFiles.SopInstanceOf).Order(), node.BySopInstance.Keys.Order());

        lines = await JsPeer.CallAsync(node.Port, """[{"op":"echo"}]""", options.Replace("secret", "wrong", StringComparison.Ordinal));
        Assert.Contains(lines, line => (string?)line["event"] == "rejected");
    }

    [Fact]
    public async Task Dcmjs_as_client_is_told_that_a_node_answers_no_queries()
    {
        await using var node = new ReceivedInstances();
        var lines = await JsPeer.CallAsync(
            node.Port, """[{"op":"find"},{"op":"get","study":"1.2"},{"op":"move","study":"1.2"},{"op":"echo"}]""");
        Assert.Equal(0, (int)Assert.Single(lines, line => (string?)line["op"] == "echo")["status"]!);
        Assert.All(lines.Where(line => (string?)line["op"] is "find" or "get" or "move"), line => Assert.NotEqual(0, (int)line["status"]!));
    }

    [Fact]
    public async Task Dcmjs_as_server_answers_echo_store_find_move_and_get()
    {
        await using var node = new ReceivedInstances();
        await using var peer = await JsPeer.ServeAsync(Sample, node.Port);
        var client = DicomClientFactory.Create("127.0.0.1", peer.Port, false, "ACSA", "DCMJS");
        client.NegotiateAsyncOps(4);
        client.NegotiateUserIdentity(new()
            { UserIdentityType = DicomUserIdentityType.Username, PrimaryField = "node", PositiveResponseRequested = true });
        var statuses = new List<DicomStatus>();
        await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, response) => statuses.Add(response.Status) });
        await client.AddRequestAsync(new DicomCStoreRequest(Sample)
            { OnResponseReceived = (_, response) => statuses.Add(response.Status) });
        var studies = new List<string>();
        var find = DicomCFindRequest.CreateStudyQuery(patientId: "P1");
        find.OnResponseReceived = (_, response) =>
        {
            if (response.Dataset is { } match) studies.Add(match.GetString(DicomTag.StudyInstanceUID));
            else statuses.Add(response.Status);
        };
        await client.AddRequestAsync(find);
        await client.SendAsync();
        Assert.Equal([DicomStatus.Success, DicomStatus.Success, DicomStatus.Success], statuses);
        Assert.Equal(["1.2.3.1", "1.2.3.2"], studies);
        var stored = Assert.Single(peer.Lines, line => (string?)line["event"] == "store");
        var pixels = DicomFile.Open(Sample, FileReadOption.ReadAll).Dataset.GetDicomItem<DicomElement>(DicomTag.PixelData)!.Buffer.Data;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(pixels)), (string?)stored["pixels"]);
        Assert.Equal("node", (string?)Assert.Single(peer.Lines, line => (string?)line["event"] == "associate")["user"]);

        DicomCMoveResponse? moved = null;
        await client.AddRequestAsync(new DicomCMoveRequest("ACSA", "1.2.3.1") { OnResponseReceived = (_, response) => moved = response });
        await client.SendAsync();
        Assert.Equal((DicomStatus.Success, 1), (moved!.Status, moved.Completed));
        Assert.Equal(SampleFiles.SopInstanceOf(Sample), Assert.Single(node.BySopInstance).Key);

        DicomCGetResponse? got = null;
        var instances = new List<string>();
        client.AdditionalPresentationContexts.Add(DicomPresentationContext.GetScpRolePresentationContext(
            DicomFile.Open(Sample).FileMetaInfo.MediaStorageSOPClassUID, DicomTransferSyntax.ExplicitVRLittleEndian));
        client.OnCStoreRequest = store =>
        {
            instances.Add(store.SOPInstanceUID.UID);
            return Task.FromResult(new DicomCStoreResponse(store, DicomStatus.Success));
        };
        await client.AddRequestAsync(new DicomCGetRequest("1.2.3.1") { OnResponseReceived = (_, response) => got = response });
        await client.SendAsync();
        Assert.Equal((DicomStatus.Success, 1), (got!.Status, got.Completed));
        Assert.Equal([SampleFiles.SopInstanceOf(Sample)], instances);
    }
}
