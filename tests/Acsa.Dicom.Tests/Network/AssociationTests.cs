using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Tests.Network;

public sealed class AssociationTests
{
    private static readonly AssociationPolicy OnlyNode = new() { CalledTitles = ["NODE"], AdmitsPeer = (title, _) => title == "SCANNER" };

    [Theory]
    [InlineData("OTHER", "SCANNER", "03 00 00 00 00 04 00 01 01 07", DicomRejectReason.CalledAENotRecognized)] // permanent, user, 7
    [InlineData("NODE", "STRANGER", "03 00 00 00 00 04 00 01 01 03", DicomRejectReason.CallingAENotRecognized)] // permanent, user, 3
    public async Task Rejects_unknown_titles_with_one_pdu_and_nothing_after_it(
        string called, string calling, string expected, DicomRejectReason reason)
    {
        var script = new Script { Policy = OnlyNode };
        await using var server = script.Listen();
        using var peer = await RawPeer.ConnectAsync(server.Port);

        await peer.SendAsync(PduWriter.Write(RawPeer.Request() with { CalledAE = called, CallingAE = calling }));

        Assert.Equal(EncodedPdus.Hex(expected), await peer.ReadToEndAsync());
        peer.Dispose();
        var end = await script.NextEndAsync();
        Assert.Equal((AssociationEnd.Rejected, reason), (end.End, end.RejectReason));
        Assert.Equal((called, calling), (end.CalledAE, end.CallingAE));
    }

    [Fact]
    public async Task Rejects_a_protocol_version_and_an_application_context_that_it_does_not_know()
    {
        var script = new Script();
        await using var server = script.Listen();
        // permanent, service-provider (ACSE), 2
        Assert.Equal(EncodedPdus.Hex("03 00 00 00 00 04 00 01 02 02"), await AnswerAsync(request => request with { ProtocolVersion = 2 }));
        // permanent, service-user, 2
        Assert.Equal(EncodedPdus.Hex("03 00 00 00 00 04 00 01 01 02"),
            await AnswerAsync(request => request with { ApplicationContext = "1.2.3" }));
        Assert.Empty(script.Associations);

        async Task<byte[]> AnswerAsync(Func<AssociatePdu, AssociatePdu> change)
        {
            using var peer = await RawPeer.ConnectAsync(server.Port);
            await peer.SendAsync(PduWriter.Write(change(RawPeer.Request())));
            return await peer.ReadToEndAsync();
        }
    }

    [Fact]
    public async Task Rejects_for_now_when_too_many_associations_are_open_and_accepts_again_when_one_has_ended()
    {
        var script = new Script();
        await using var server = script.Listen(options => options with { MaxAssociations = 1 });
        using (await RawPeer.AssociateAsync(server.Port))
        {
            using var second = await RawPeer.ConnectAsync(server.Port);
            await second.SendAsync(PduWriter.Write(RawPeer.Request()));
            // transient, service-provider (presentation), 1
            Assert.Equal(EncodedPdus.Hex("03 00 00 00 00 04 00 02 03 01"), await second.ReadToEndAsync());
        }

        await script.NextEndAsync();
        await script.NextEndAsync();
        using var third = await RawPeer.AssociateAsync(server.Port);
        Assert.Equal(1, server.OpenAssociations);
    }

    [Fact]
    public async Task Closes_at_once_when_too_many_connections_are_open()
    {
        var script = new Script();
        await using var server = script.Listen(options => options with { MaxConnections = 1 });
        using var first = await RawPeer.AssociateAsync(server.Port);
        using var second = await RawPeer.ConnectAsync(server.Port);
        Assert.Empty(await second.ReadToEndAsync());
        Assert.Equal(AssociationEnd.TooManyConnections, (await script.NextEndAsync()).End);
    }

    [Fact]
    public async Task Rejects_when_the_provider_fails_or_gives_no_answer()
    {
        var script = new Script { OnAssociate = () => throw new InvalidOperationException("scripted") };
        await using var server = script.Listen();
        using var peer = await RawPeer.ConnectAsync(server.Port);
        await peer.SendAsync(PduWriter.Write(RawPeer.Request()));
        // transient, service-user, 1
        Assert.Equal(EncodedPdus.Hex("03 00 00 00 00 04 00 02 01 01"), await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task Answers_each_context_by_itself()
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.ConnectAsync(server.Port);
        await peer.SendAsync(PduWriter.Write(RawPeer.Request() with
        {
            PresentationContexts =
            [
                new(1, "1.2.840.10008.1.1", 0, ["1.2.840.10008.1.2.4.50", RawPeer.Implicit]), // verification is never compressed
                new(3, RawPeer.UltrasoundClass, 0, ["1.2.840.10008.1.2.4.50", RawPeer.Implicit]), // the sender's order counts
                new(5, "1.2.840.10008.5.1.4.1.1.6", 0, ["1.2.840.10008.1.2.1"]), // retired ultrasound
                new(7, "1.2.840.10008.5.1.4.1.2.2.1", 0, [RawPeer.Implicit]), // query: not served
                new(9, RawPeer.UltrasoundClass, 0, ["1.2.3.4"]), // an encoding that nobody knows
                new(11, "1.2.840.10008.5.1.4.1.1.481.1", 0, [RawPeer.Implicit]), // RT image: not on the list
            ],
        }));

        var accept = Assert.IsType<AssociatePdu>(PduParser.Parse(await peer.ReadPduAsync(), default, 16384).Message);
        Assert.Equal([(1, 0), (3, 0), (5, 0), (7, 3), (9, 4), (11, 3)],
            accept.PresentationContexts.Select(context => ((int)context.Id, (int)context.Result)));
        Assert.Equal(RawPeer.Implicit, accept.PresentationContexts[0].TransferSyntaxes.Single());
        Assert.Equal("1.2.840.10008.1.2.4.50", accept.PresentationContexts[1].TransferSyntaxes.Single());
        Assert.Equal(("NODE", "SCANNER"), (accept.CalledAE, accept.CallingAE));
    }

    [Fact]
    public void A_promiscuous_policy_takes_storage_classes_it_does_not_know_but_no_other_service()
    {
        var policy = new PresentationContextPolicy { IsPromiscuous = true };
        Assert.Equal(DicomPresentationContextResult.Accept, Judge("1.2.840.10008.5.1.4.1.1.481.1")); // RT image
        Assert.Equal(DicomPresentationContextResult.Accept, Judge("1.2.276.0.99.1")); // private
        // study root query
        Assert.Equal(DicomPresentationContextResult.RejectAbstractSyntaxNotSupported, Judge("1.2.840.10008.5.1.4.1.2.2.1"));

        DicomPresentationContextResult Judge(string abstractSyntax)
        {
            var context = new DicomPresentationContext(1, DicomUID.Parse(abstractSyntax));
            context.AddTransferSyntax(DicomTransferSyntax.ImplicitVRLittleEndian);
            return policy.Judge(context).Result;
        }
    }

    [Fact]
    public async Task Answers_roles_a_window_of_operations_and_a_user_identity()
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.ConnectAsync(server.Port);
        await peer.SendAsync(PduWriter.Write(RawPeer.Request() with
        {
            PresentationContexts = [new(1, "1.2.840.10008.1.20.1", 0, [RawPeer.Implicit])],
            UserInformation = new()
            {
                MaximumLength = 16384,
                AsynchronousOperations = new(0, 10),
                Roles = [new("1.2.840.10008.1.20.1", false, true)],
                UserIdentity = new(1, true, [0x75], []),
            },
        }));

        var accept = Assert.IsType<AssociatePdu>(PduParser.Parse(await peer.ReadPduAsync(), default, 16384).Message).UserInformation;
        Assert.Equal(new AsynchronousOperationsItem(16, 10), accept.AsynchronousOperations); // unlimited becomes as many as we take
        Assert.Equal(new RoleSelectionItem("1.2.840.10008.1.20.1", false, true), Assert.Single(accept.Roles));
        Assert.Empty(Assert.IsType<byte[]>(accept.UserIdentityReply));
        Assert.Equal(262144u, accept.MaximumLength);
    }

    [Fact]
    public async Task Releases_in_order()
    {
        var script = new Script();
        await using var server = script.Listen();
        using var peer = await RawPeer.AssociateAsync(server.Port);
        await peer.SendAsync(EncodedPdus.ReleaseRequest);
        Assert.Equal(EncodedPdus.ReleaseReply, await peer.ReadToEndAsync());
        peer.Dispose();
        Assert.Equal(AssociationEnd.Released, (await script.NextEndAsync()).End);
    }
}
