using System.Net;
using System.Net.Sockets;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Client;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Dicom.Tests.Network;

/// <summary>The sub-items of PS3.7 Annex D.3.3, as bytes and over sockets.</summary>
public sealed class NegotiationTests
{
    private const string Commitment = "1.2.840.10008.1.20.1";
    private const string StudyFind = "1.2.840.10008.5.1.4.1.2.2.1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // D.3.3.3: 3 invoked, 1 performed
    private static readonly byte[] Window = EncodedPdus.Hex("53 00 00 04  00 03  00 01");

    // D.3.3.4: storage commitment, requestor not SCU (0) but SCP (1)
    private static readonly byte[] Role =
        [.. EncodedPdus.Hex("54 00 00 18  00 14"), .. "1.2.840.10008.1.20.1"u8, .. EncodedPdus.Hex("00 01")];

    // D.3.3.5: study root C-FIND; relational queries (1), no date-time matching (0), fuzzy matching (1): PS3.4 C.5.1.1
    private static readonly byte[] Extended =
        [.. EncodedPdus.Hex("56 00 00 20  00 1B"), .. "1.2.840.10008.5.1.4.1.2.2.1"u8, .. EncodedPdus.Hex("01 00 01")];

    // D.3.3.6: class 1.2.3.4 of the storage service specialises ultrasound image storage; the list of one takes 29 (0x1D) bytes
    private static readonly byte[] Common =
    [
        .. EncodedPdus.Hex("57 00 00 3B  00 07"), .. "1.2.3.4"u8, .. EncodedPdus.Hex("00 11"), .. "1.2.840.10008.4.2"u8,
        .. EncodedPdus.Hex("00 1D  00 1B"), .. "1.2.840.10008.5.1.4.1.1.6.1"u8,
    ];

    // D.3.3.7: user name and passcode (2), response requested (1), "user", "pass"
    private static readonly byte[] Identity = EncodedPdus.Hex("58 00 00 0E  02 01  00 04 75 73 65 72  00 04 70 61 73 73");

    // D.1: 16384; D.3.3.2: 1.2.3
    private static readonly byte[] Start = EncodedPdus.Hex("51 00 00 04 00 00 40 00  52 00 00 05 31 2E 32 2E 33");

    private static readonly UserInformationItem Decoded = new()
    {
        MaximumLength = 16384,
        ImplementationClassUid = "1.2.3",
        AsynchronousOperations = new(3, 1),
        Roles = [new(Commitment, ScuRole: false, ScpRole: true)],
        ExtendedNegotiations = [new(StudyFind, [1, 0, 1])],
        CommonExtendedNegotiations = [new("1.2.3.4", "1.2.840.10008.4.2", [RawPeer.UltrasoundClass])],
        UserIdentity = new(2, true, "user"u8.ToArray(), "pass"u8.ToArray()),
    };

    [Fact]
    public void Sub_items_are_written_as_documented()
    {
        byte[] all = [.. Start, .. Window, .. Role, .. Extended, .. Common, .. Identity];
        var pdu = PduWriter.Write(RawPeer.Request() with { UserInformation = Decoded });
        byte[] item = [0x50, 0, 0, (byte)all.Length, .. all];
        Assert.Equal(item, pdu[^item.Length..]);
    }

    [Fact]
    public void Sub_items_are_read_in_any_order_and_unknown_ones_are_passed_over()
    {
        // 5A is no sub-item of any edition.
        byte[] all = [.. Identity, .. Common, .. EncodedPdus.Hex("5A 00 00 02 FF FF"), .. Extended, .. Role, .. Window, .. Start];
        var read = Parse(all).Message!;
        Assert.Equal(
            (16384u, "1.2.3", Decoded.AsynchronousOperations),
            (read.MaximumLength, read.ImplementationClassUid, read.AsynchronousOperations));
        Assert.Equal(Decoded.Roles, read.Roles);
        var extended = Assert.Single(read.ExtendedNegotiations);
        Assert.Equal((StudyFind, "010001"), (extended.SopClassUid, Convert.ToHexString(extended.Information)));
        var common = Assert.Single(read.CommonExtendedNegotiations);
        Assert.Equal(
            ("1.2.3.4", "1.2.840.10008.4.2", RawPeer.UltrasoundClass),
            (common.SopClassUid, common.ServiceClassUid, Assert.Single(common.RelatedGeneralClasses)));
        Assert.Equal((2, true), (read.UserIdentity!.Type, read.UserIdentity.PositiveResponseRequested));
        Assert.Equal("user"u8.ToArray(), read.UserIdentity.PrimaryField);
        Assert.Equal("pass"u8.ToArray(), read.UserIdentity.SecondaryField);
    }

    [Fact]
    public void Counts_that_run_over_their_item_are_refused_wherever_they_stand()
    {
        var counts = 0;
        foreach (var item in new[] { Role, Extended, Common, Identity })
        {
            // Each count by itself is made to claim 255 bytes more than there are: the high byte of each is 0.
            for (var at = 4; at < item.Length - 1; at++)
            {
                if (item[at] != 0 || item[at + 1] is 0 or 1) continue;
                var wrong = (byte[])item.Clone();
                (wrong[at], wrong[at + 1]) = (0, 0xFF);
                counts++;
                // The passcode's own count is the exception: a peer that gives none writes no count either.
                var isLast = item == Identity && at > 8;
                Assert.Equal(isLast ? PduFailureKind.None : PduFailureKind.ItemTooShort, Parse([.. Start, .. wrong]).Failure);
            }
        }

        Assert.Equal(1 + 1 + 4 + 2, counts);
    }

    [Fact]
    public async Task The_listener_answers_what_it_accepts_and_nothing_else()
    {
        var script = new Script
        {
            Policy = new()
            {
                NegotiatesExtended = negotiation => negotiation.SopClassUid.UID == StudyFind ? new([1, 0, 0]) : null,
                AdmitsUser = identity => identity is { PrimaryField: "user", SecondaryField: "pass" },
            },
        };
        await using var server = script.Listen();
        var request = RawPeer.Request() with
        {
            PresentationContexts =
            [
                new(1, Commitment, 0, [RawPeer.Implicit]), new(3, RawPeer.UltrasoundClass, 0, [RawPeer.Implicit]),
                new(5, "1.2.3.4", 0, [RawPeer.Implicit]), new(7, "1.2.3.5", 0, [RawPeer.Implicit]),
            ],
            UserInformation = Decoded with
            {
                Roles = [.. Decoded.Roles, new(RawPeer.UltrasoundClass, true, true)],
                ExtendedNegotiations = [.. Decoded.ExtendedNegotiations, new(RawPeer.UltrasoundClass, [2])],
            },
        };
        var accept = await NegotiateAsync(server.Port, request);
        // Class 1.2.3.4 is storage by what common extended negotiation says of it; of 1.2.3.5 nothing is said.
        Assert.Equal([0, 0, 0, 3], accept.PresentationContexts.Select(context => (int)context.Result));
        var user = accept.UserInformation;
        Assert.Equal(new AsynchronousOperationsItem(3, 1), user.AsynchronousOperations);
        // Who reports on a commitment is SCP; nobody is asked to send images to a requestor.
        Assert.Equal([new(Commitment, false, true), new(RawPeer.UltrasoundClass, true, false)], user.Roles);
        var extended = Assert.Single(user.ExtendedNegotiations);
        Assert.Equal((StudyFind, "010000"), (extended.SopClassUid, Convert.ToHexString(extended.Information)));
        Assert.Empty(user.CommonExtendedNegotiations);
        Assert.Empty(Assert.IsType<byte[]>(user.UserIdentityReply));
        Assert.Null(user.UserIdentity);
    }

    [Fact]
    public async Task What_was_not_proposed_is_not_answered()
    {
        var script = new Script();
        await using var server = script.Listen();
        var user = (await NegotiateAsync(server.Port, RawPeer.Request())).UserInformation;
        Assert.Null(user.AsynchronousOperations);
        Assert.Null(user.UserIdentityReply);
        Assert.Empty(user.Roles);
        Assert.Empty(user.ExtendedNegotiations);
    }

    [Theory]
    [InlineData(1, "6E616D65", "name", "", "")]
    [InlineData(2, "6E616D65", "name", "passcode", "")]
    [InlineData(3, "00FF80", "\0\u00FF\u0080", "", "FE")] // Kerberos: bytes, both ways
    [InlineData(4, "C3A9", "é", "", "C3A9")] // SAML: UTF-8, both ways
    [InlineData(5, "6A7774", "jwt", "", "")]
    public async Task Each_type_of_identity_reaches_the_hook_and_its_answer_the_peer(
        byte type, string primary, string text, string passcode, string answer)
    {
        DicomUserIdentityNegotiation? seen = null;
        var script = new Script
        {
            Policy = new()
            {
                AdmitsUser = identity =>
                {
                    seen = identity;
                    identity!.ServerResponse = type switch { 3 => "\u00FE", 4 => "é", _ => null };
                    return true;
                },
            },
        };
        await using var server = script.Listen();
        var item = new UserIdentityItem(type, true, Convert.FromHexString(primary), System.Text.Encoding.UTF8.GetBytes(passcode));
        var accept = await NegotiateAsync(server.Port, RawPeer.Request() with { UserInformation = new() { UserIdentity = item } });
        Assert.Equal(
            ((DicomUserIdentityType)type, text, passcode),
            (seen!.UserIdentityType!.Value, seen.PrimaryField, seen.SecondaryField));
        Assert.Equal(answer, Convert.ToHexString(accept.UserInformation.UserIdentityReply!));

        var silent = item with { PositiveResponseRequested = false };
        accept = await NegotiateAsync(server.Port, RawPeer.Request() with { UserInformation = new() { UserIdentity = silent } });
        Assert.Null(accept.UserInformation.UserIdentityReply);
    }

    [Fact]
    public async Task A_user_that_is_not_admitted_is_rejected_and_so_is_one_without_a_name()
    {
        var script = new Script { Policy = new() { AdmitsUser = identity => identity is not null } };
        await using var server = script.Listen();
        using var peer = await RawPeer.ConnectAsync(server.Port);
        await peer.SendAsync(PduWriter.Write(RawPeer.Request()));
        // Permanent (1), service-user (1), no reason given (1).
        Assert.Equal(EncodedPdus.Hex("03 00 00 00 00 04  00 01 01 01"), await peer.ReadToEndAsync());
    }

    [Fact]
    public void A_class_may_have_transfer_syntaxes_of_its_own_in_the_order_of_either_side()
    {
        var policy = new PresentationContextPolicy
        {
            TransferSyntaxesByClass = new Dictionary<DicomUID, IReadOnlyList<DicomTransferSyntax>>
            {
                [DicomUID.UltrasoundImageStorage] = [DicomTransferSyntax.RLELossless, DicomTransferSyntax.JPEGProcess1],
            },
        };
        var proposed = new DicomPresentationContext(1, DicomUID.UltrasoundImageStorage);
        foreach (var syntax in new[]
        {
            DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.JPEGProcess1, DicomTransferSyntax.RLELossless,
        }) proposed.AddTransferSyntax(syntax);
        Assert.Equal(DicomTransferSyntax.JPEGProcess1, policy.Judge(proposed).TransferSyntax);
        Assert.Equal(DicomTransferSyntax.RLELossless, (policy with { PrefersOwnOrder = true }).Judge(proposed).TransferSyntax);
        proposed.RemoveTransferSyntax(DicomTransferSyntax.JPEGProcess1);
        proposed.RemoveTransferSyntax(DicomTransferSyntax.RLELossless);
        Assert.Equal(DicomPresentationContextResult.RejectTransferSyntaxesNotSupported, policy.Judge(proposed).Result);
    }

    [Fact]
    public async Task The_client_proposes_and_takes_the_answer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = Client(listener);
        client.AdditionalExtendedNegotiations.Add(new(DicomUID.Parse(StudyFind), new DicomServiceApplicationInfo([1, 0, 1])));
        client.AdditionalExtendedNegotiations.Add(
            new(DicomUID.Parse("1.2.3.4"), DicomUID.Parse("1.2.840.10008.4.2"), DicomUID.UltrasoundImageStorage));
        client.NegotiateUserIdentity(new()
        {
            UserIdentityType = DicomUserIdentityType.UsernameAndPasscode,
            PrimaryField = "user",
            SecondaryField = "pass",
            PositiveResponseRequested = true,
        });
        DicomAssociation? association = null;
        client.AssociationAccepted += (_, args) => association = args.Association;
        var request = new DicomCEchoRequest();
        await client.AddRequestAsync(request);
        var sending = client.SendAsync();
        var (peer, proposal) = await RawPeer.AcceptAsync(listener, accept => accept with
        {
            UserInformation = accept.UserInformation with { ExtendedNegotiations = [new(StudyFind, [0, 0, 1])], UserIdentityReply = [] },
        });
        using var held = peer;
        var bytes = PduWriter.Write(proposal);
        foreach (var item in new[] { Extended, Common, Identity }) Assert.True(bytes.AsSpan().IndexOf(item) > 0);
        await peer.SendAsync(RawPeer.Command(1, (await peer.ReadCommandAsync()).Respond(DicomStatus.Success)));
        await peer.ReadPduAsync();
        await peer.SendAsync(EncodedPdus.ReleaseReply);
        await sending.WaitAsync(Patience);
        Assert.Equal([0, 0, 1], association!.ExtendedNegotiations[DicomUID.Parse(StudyFind)].AcceptedApplicationInfo!.GetValues());
        Assert.Equal("", association.UserIdentityNegotiation!.ServerResponse);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_confirmation_of_the_user_that_does_not_come_fails_the_association_unless_that_is_allowed(bool isRequired)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = Client(listener);
        client.RequireSuccessfulUserIdentityNegotiation = isRequired;
        client.NegotiateUserIdentity(new()
            { UserIdentityType = DicomUserIdentityType.Username, PrimaryField = "user", PositiveResponseRequested = true });
        var request = new DicomCEchoRequest();
        await client.AddRequestAsync(request);
        var sending = client.SendAsync();
        var (peer, _) = await RawPeer.AcceptAsync(listener);
        using var held = peer;
        if (isRequired)
        {
            Assert.Equal((byte)PduType.Abort, (await peer.ReadPduAsync())[0]);
            peer.Dispose();
            Assert.Contains("Username", (await Assert.ThrowsAsync<DicomNetworkException>(() => sending.WaitAsync(Patience))).Message);
            Assert.True(request.Outcome.IsFaulted);
            return;
        }

        await peer.SendAsync(RawPeer.Command(1, (await peer.ReadCommandAsync()).Respond(DicomStatus.Success)));
        await peer.ReadPduAsync();
        await peer.SendAsync(EncodedPdus.ReleaseReply);
        await sending.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_leaves_only_on_an_association_whose_peer_lets_us_be_its_provider(bool isRoleAccepted)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = Client(listener);
        var report = new DicomNEventReportRequest(
            DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModelInstance, 1);
        await client.AddRequestAsync(report);
        var sending = client.SendAsync();
        var (peer, proposal) = await RawPeer.AcceptAsync(listener, accept => isRoleAccepted ? accept : accept with
            { UserInformation = accept.UserInformation with { Roles = [] } });
        using var held = peer;
        Assert.Equal(new RoleSelectionItem(Commitment, false, true), Assert.Single(proposal.UserInformation.Roles));
        if (isRoleAccepted) await peer.SendAsync(RawPeer.Command(1, (await peer.ReadCommandAsync()).Respond(DicomStatus.Success)));
        Assert.Equal(EncodedPdus.ReleaseRequest, await peer.ReadPduAsync());
        await peer.SendAsync(EncodedPdus.ReleaseReply);
        if (isRoleAccepted) await sending.WaitAsync(Patience);
        else await Assert.ThrowsAsync<PresentationContextRefusedException>(() => sending.WaitAsync(Patience));
    }

    [Fact]
    public void Fields_of_an_identity_are_those_of_its_type()
    {
        var identity = new DicomUserIdentityNegotiation
            { UserIdentityType = DicomUserIdentityType.UsernameAndPasscode, PrimaryField = "user" };
        Assert.Throws<DicomNetworkException>(identity.Validate);
        identity.SecondaryField = "pass";
        identity.Validate();
        identity.UserIdentityType = DicomUserIdentityType.Saml;
        Assert.Throws<DicomNetworkException>(identity.Validate);
    }

    private static IDicomClient Client(TcpListener listener) =>
        DicomClientFactory.Create("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, false, "SCANNER", "NODE");

    private static async Task<AssociatePdu> NegotiateAsync(int port, AssociatePdu request)
    {
        using var peer = await RawPeer.ConnectAsync(port);
        await peer.SendAsync(PduWriter.Write(request));
        return Assert.IsType<AssociatePdu>(PduParser.Parse(await peer.ReadPduAsync(), default, 16384).Message);
    }

    private static (UserInformationItem? Message, PduFailureKind Failure) Parse(byte[] userInformation)
    {
        // The request without its user information, which is an empty item at the end; then ours in its place.
        var bytes = PduWriter.Write(RawPeer.Request() with { UserInformation = new() });
        var start = bytes.AsSpan().LastIndexOf(EncodedPdus.Hex("50 00 00"));
        byte[] pdu = [.. bytes[..start], 0x50, 0, (byte)(userInformation.Length >> 8), (byte)userInformation.Length, .. userInformation];
        new PduHeader(PduType.AssociateRequest, (uint)(pdu.Length - PduHeader.Size)).Write(pdu);
        var result = PduParser.Parse(pdu, default, 16384);
        return ((result.Message as AssociatePdu)?.UserInformation, result.Failure.Kind);
    }
}
