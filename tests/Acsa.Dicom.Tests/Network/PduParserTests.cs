using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Pdu;
using static Acsa.Dicom.Tests.Network.EncodedPdus;

namespace Acsa.Dicom.Tests.Network;

public sealed class PduParserTests
{
    private const int Maximum = 16384;

    public static TheoryData<string> Fixtures => ["request", "accept", "reject", "release", "reply", "abort", "echo", "two"];

    private static byte[] Fixture(string name) => name switch
    {
        "request" => AssociateRequest,
        "accept" => AssociateAccept,
        "reject" => RejectCalledTitle,
        "release" => ReleaseRequest,
        "reply" => ReleaseReply,
        "abort" => AbortUnexpectedPdu,
        "echo" => EchoResponse,
        _ => TwoValues,
    };

    [Theory, MemberData(nameof(Fixtures))]
    public void Reads_the_same_whole_byte_by_byte_and_split_anywhere(string name)
    {
        var bytes = Fixture(name);
        var whole = Transcript(bytes, [bytes.Length]);
        Assert.DoesNotContain("Failure", whole);
        Assert.Equal(whole, Transcript(bytes, Enumerable.Range(1, bytes.Length)));
        for (var split = 1; split < bytes.Length; split++) Assert.Equal(whole, Transcript(bytes, [split, bytes.Length]));
    }

    [Fact]
    public void Reads_an_association_request()
    {
        var request = Assert.IsType<AssociatePdu>(Parse(AssociateRequest).Message);
        Assert.True(request.IsRequest);
        Assert.Equal(("ANY-SCP", "ECHOSCU", (ushort)1), (request.CalledAE, request.CallingAE, request.ProtocolVersion));
        Assert.Equal("1.2.840.10008.3.1.1.1", request.ApplicationContext);
        var context = Assert.Single(request.PresentationContexts);
        Assert.Equal((1, "1.2.840.10008.1.1"), (context.Id, context.AbstractSyntax));
        Assert.Equal(["1.2.840.10008.1.2"], context.TransferSyntaxes);
        Assert.Equal(16382u, request.UserInformation.MaximumLength);
        Assert.Equal("1.2.826.0.1.3680043.9.3811.0.9.0", request.UserInformation.ImplementationClassUid);
        Assert.Equal("PYNETDICOM_090", request.UserInformation.ImplementationVersionName);
    }

    [Fact]
    public void Writes_what_it_reads()
    {
        byte[][] fixtures = [AssociateRequest, AssociateAccept, RejectCalledTitle, ReleaseRequest, ReleaseReply, AbortUnexpectedPdu];
        foreach (var bytes in fixtures)
            Assert.Equal(bytes, PduWriter.Write(Parse(bytes).Message!));
    }

    [Fact]
    public void Negotiation_items_survive_the_way_there_and_back()
    {
        var request = new AssociatePdu(true)
        {
            CalledAE = "NODE",
            CallingAE = "PACS",
            PresentationContexts = [new(1, "1.2.840.10008.1.20.1", 0, ["1.2.840.10008.1.2"]),
                new(3, "1.2.840.10008.1.1", 0, ["1.2.840.10008.1.2.1"])],
            UserInformation = new()
            {
                MaximumLength = 0,
                ImplementationClassUid = "1.2.3",
                AsynchronousOperations = new(5, 7),
                Roles = [new("1.2.840.10008.1.20.1", false, true)],
                ExtendedNegotiations = [new("1.2.840.10008.5.1.4.1.2.2.1", [1, 0])],
                UserIdentity = new(2, true, [0x75], [0x70, 0x77]),
                UserIdentityReply = [9],
            },
        };
        var read = Assert.IsType<AssociatePdu>(Parse(PduWriter.Write(request)).Message);
        Assert.Equal(2, read.PresentationContexts.Count);
        Assert.Equal(new AsynchronousOperationsItem(5, 7), read.UserInformation.AsynchronousOperations);
        Assert.Equal(new RoleSelectionItem("1.2.840.10008.1.20.1", false, true), Assert.Single(read.UserInformation.Roles));
        Assert.Equal([1, 0], Assert.Single(read.UserInformation.ExtendedNegotiations).Information);
        Assert.Equal((2, true), (read.UserInformation.UserIdentity!.Type, read.UserInformation.UserIdentity.PositiveResponseRequested));
        Assert.Equal([0x70, 0x77], read.UserInformation.UserIdentity.SecondaryField);
        Assert.Equal([9], read.UserInformation.UserIdentityReply);
    }

    [Theory]
    [InlineData("47 45 54 20 2F 20", PduFailureKind.UnrecognizedPdu, 0)] // "GET / "
    [InlineData("16", PduFailureKind.UnrecognizedPdu, 0)] // the first byte is enough
    [InlineData("00 00 00 00 00 04", PduFailureKind.UnrecognizedPdu, 0)]
    [InlineData("01 00 10 00 00 00", PduFailureKind.PduTooLong, 2)] // A-ASSOCIATE-RQ of 256 MiB
    [InlineData("01 00 FF FF FF FF", PduFailureKind.PduTooLong, 2)] // a negative number, where lengths are signed
    [InlineData("01 00 00 00 00 43", PduFailureKind.PduTooShort, 2)] // one byte short of its fixed fields
    [InlineData("04 00 00 00 40 0D", PduFailureKind.PduTooLong, 2)] // P-DATA over our maximum and its slack
    [InlineData("04 00 00 00 00 05", PduFailureKind.PduTooShort, 2)]
    [InlineData("05 00 00 00 00 05", PduFailureKind.PduTooLong, 2)] // A-RELEASE-RQ is fixed
    [InlineData("07 00 00 00 00 00", PduFailureKind.PduTooShort, 2)]
    [InlineData("04 00 00 00 00 06  00 00 00 01 01 03", PduFailureKind.PresentationDataTooShort, 6)] // a PDV without its control header
    [InlineData("04 00 00 00 00 08  00 00 00 05 01 03 00 00", PduFailureKind.PresentationDataOverrun, 6)] // a PDV one byte over its PDU
    [InlineData("04 00 00 00 00 08  FF FF FF FF 01 03 00 00", PduFailureKind.PresentationDataOverrun, 6)]
    public void Refuses_impossible_lengths_before_anything_is_read(string hex, object kind, int offset) =>
        Assert.Equal(new PduFailure((PduFailureKind)kind, offset), Parse(Hex(hex)).Failure);

    [Fact]
    public void Refuses_a_rest_too_short_for_a_further_value()
    {
        // length 11: a PDV of 2 + 1 bytes ends at 7, four bytes are left, a PDV header needs six
        var bytes = Hex("04 00 00 00 00 0B  00 00 00 03 01 03 AA  00 00 00 02");
        var first = Parse(bytes);
        Assert.Equal(PduParseOutcome.Data, first.Outcome);
        var second = PduParser.Parse(bytes.AsMemory(first.Consumed), first.Cursor, Maximum);
        Assert.Equal(PduFailureKind.PresentationDataTooShort, second.Failure.Kind);
    }

    [Fact]
    public void Refuses_broken_items_by_name()
    {
        Assert.Equal(PduFailureKind.ItemOverrun, Mutated(77, 0xFF)); // application context claims more than the PDU holds
        Assert.Equal(PduFailureKind.InvalidPresentationContextId, Mutated(103, 2)); // an even identifier
        Assert.Equal(PduFailureKind.MissingItem, Mutated(74, 0x66)); // no application context
        Assert.Equal(PduFailureKind.InvalidUid, Mutated(80, 0x07)); // a control character within a UID
        Assert.Equal(PduFailureKind.MissingItem, Mutated(107, 0x66)); // no abstract syntax

        static PduFailureKind Mutated(int offset, byte value)
        {
            var copy = (byte[])AssociateRequest.Clone();
            copy[offset] = value;
            return Parse(copy).Failure.Kind;
        }
    }

    [Fact]
    public void Refuses_a_context_identifier_used_twice_and_a_129th_context()
    {
        var twice = Request(Enumerable.Repeat<byte>(1, 2));
        Assert.Equal(PduFailureKind.InvalidPresentationContextId, Parse(twice).Failure.Kind);
        var many = Request(Enumerable.Range(0, 129).Select(i => (byte)(2 * i + 1)));
        Assert.Equal(PduFailureKind.TooManyPresentationContexts, Parse(many).Failure.Kind);
        Assert.Equal(PduParseOutcome.Message, Parse(Request(Enumerable.Range(0, 128).Select(i => (byte)(2 * i + 1)))).Outcome);

        static byte[] Request(IEnumerable<byte> ids) => PduWriter.Write(new AssociatePdu(true)
        {
            CalledAE = "A",
            CallingAE = "B",
            PresentationContexts = [.. ids.Select(id => new PresentationContextItem(id, "1.2", 0, ["1.2.840.10008.1.2"]))],
        });
    }

    [Fact]
    public void No_random_bytes_make_it_throw_or_loop()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var source = round % 2 == 0 ? AssociateRequest : TwoValues;
            var bytes = (byte[])source.Clone();
            for (var change = random.Next(1, 6); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Transcript(bytes, [random.Next(1, bytes.Length), bytes.Length]);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, round {round}: {e}");
            }
        }
    }

    private static PduParseResult Parse(byte[] bytes) => PduParser.Parse(bytes, default, Maximum);

    // Feeds the bytes up to each of the lengths in turn; data pieces are joined, so that the text does not depend on the splits.
    private static string Transcript(byte[] bytes, IEnumerable<int> lengths)
    {
        var text = new List<string>();
        var data = new List<byte>();
        var start = 0;
        var cursor = default(PduCursor);
        foreach (var length in lengths)
        {
            while (true)
            {
                var result = PduParser.Parse(bytes.AsMemory(start, length - start), cursor, Maximum);
                (start, cursor) = (start + result.Consumed, result.Cursor);
                if (result.Outcome == PduParseOutcome.NeedMore) break;
                if (result.Outcome == PduParseOutcome.Failure) return string.Join('\n', [.. text, $"Failure {result.Failure.Kind}"]);
                if (result.Outcome == PduParseOutcome.Message) text.Add(Convert.ToHexString(PduWriter.Write(result.Message!)));
                else data.AddRange(result.Data.Bytes.Span);
                if (result.Outcome != PduParseOutcome.Data || !result.Data.EndsValue) continue;

                text.Add($"{result.Data.ContextId} {result.Data.IsCommand} {result.Data.IsLastFragment} {Convert.ToHexString([.. data])}");
                data.Clear();
            }
        }

        return string.Join('\n', text);
    }
}
