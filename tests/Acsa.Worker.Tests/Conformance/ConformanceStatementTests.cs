using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Acsa.DicomScp;
using Acsa.Worker.Delivery;
using Acsa.Worker.Fitness;
using Acsa.Worker.StorageCommitment;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Conformance;

/// <summary>docs/conformance.md prints what the code has: a statement that is written by hand would be wrong within a month.</summary>
public sealed partial class ConformanceStatementTests
{
    static readonly DicomTransferSyntax[] Plain = [DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian];

    static IEnumerable<DicomUID> Uids(DicomUidType type) =>
        DicomUID.Enumerate().Where(uid => uid.Type == type).OrderBy(uid => uid.UID, Comparer<string>.Create(ByComponents));

    [Fact]
    public void The_statement_says_what_the_code_does() => MarkedTables.Check(
        Path.Combine(Repository.Root, "docs", "conformance.md"),
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["negotiation"] = Negotiation(),
            ["classes received"] = MarkedTables.Table("SOP class | UID", Uids(DicomUidType.SOPClass)
                .Where(uid => ContextPolicy.Judge(uid, Plain).Syntax is not null).Select(uid => $"{uid.Name} | {uid.UID}")),
            ["transfer syntaxes received"] = MarkedTables.Table("transfer syntax | UID | decoded for analysis", Uids(DicomUidType.TransferSyntax)
                .Where(IsReceived).Select(uid => $"{uid.Name} | {uid.UID} | {(IsDecoded(uid) ? "yes" : "no: kept, with the reason")}")),
            ["contexts proposed"] = Proposed(),
            ["status taken"] = MarkedTables.Table("status | meaning | what follows", StoreAnswers.Rules.Select(rule =>
                $"{rule.Codes} | {rule.Words} | {Words(rule.Answer)}")),
            ["commitment reasons taken"] = Reasons(),
            ["TLS"] = Tls(),
            ["character sets"] = CharacterSets(),
            ["limits"] = LimitTable(),
            ["configuration"] = ConfigurationKeys.Table(),
        });

    [Fact]
    public void Nothing_is_received_that_the_table_does_not_list()
    {
        Assert.Null(ContextPolicy.Judge(DicomUID.StudyRootQueryRetrieveInformationModelFind, Plain).Syntax);
        Assert.Null(ContextPolicy.Judge(DicomUID.StorageCommitmentPushModel, Plain).Syntax);
        Assert.NotNull(ContextPolicy.Judge(DicomUID.StorageCommitmentPushModel, Plain, CallerRights.AskCommitment).Syntax);
    }

    static bool IsReceived(DicomUID uid) => ContextPolicy.Judge(
        DicomUID.UltrasoundImageStorage, [DicomTransferSyntax.Lookup(uid)]).Syntax is not null;

    static bool IsDecoded(DicomUID uid) => DicomTransferSyntax.Lookup(uid) is var syntax
        && (!syntax.IsEncapsulated || new DefaultTranscoderManager().HasCodec(syntax));

    static IReadOnlyList<string> Negotiation() => MarkedTables.Table("item | value",
    [
        "Application context name | 1.2.840.10008.3.1.1.1",
        $"Implementation class UID | {DicomImplementation.ClassUID.UID}",
        $"Implementation version name | {DicomImplementation.Version}",
        $"Maximum PDU length advertised | {new DicomServiceOptions().MaxPDULength.ToString(CultureInfo.InvariantCulture)}",
        $"Outstanding operations, as acceptor | {Of("Acsa.Dicom.Network.NetworkLimits", "OutstandingOperations")} agreed to, performed one after the other",
        "Outstanding operations, as initiator | 1",
        $"Associations at a time, as acceptor | {Limits.Associations} (`dicom.maxAssociations`), of one address {Limits.AssociationsPerHost} (`dicom.maxAssociationsPerHost`)",
        $"Associations at a time, as initiator | 1 to each destination for results (up to {Limits.DeliveriesPerAssociation} a call), and one each for commitment and queries",
        "User identity | all types are taken and confirmed where that is asked for, without being checked; none is sent",
        "SOP class extended negotiation | not answered, not proposed",
    ]);

    static IReadOnlyList<string> Proposed()
    {
        return MarkedTables.Table("activity | SOP class | UID | transfer syntaxes | role",
        [
            "`acsa echo`, probe of a destination that is away | Verification SOP Class | 1.2.840.10008.1.1 | " + Syntaxes(new DicomCEchoRequest()) + " | SCU",
            .. StorageClass.All.Select(of => $"delivery of results | {(of.Uid.UID == LabelMap ? "Label Map Segmentation Storage" : of.Uid.Name)} | {of.Uid.UID} | {Syntaxes(Store(of.Uid))} | SCU"),
            $"`commitment` | {DicomUID.StorageCommitmentPushModel.Name} | {DicomUID.StorageCommitmentPushModel.UID} | "
                + Syntaxes(new DicomNActionRequest(DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModelInstance, 1)) + " | SCU",
            $"report to a scanner (`scanners[].commitment`) | {DicomUID.StorageCommitmentPushModel.Name} | {DicomUID.StorageCommitmentPushModel.UID} | "
                + Syntaxes(new DicomNEventReportRequest(DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModelInstance, 1)) + " | SCP",
            $"`reconcile`, restored ledger, commitment without a report, `acsa selftest` | {DicomUID.StudyRootQueryRetrieveInformationModelFind.Name} | "
                + $"{DicomUID.StudyRootQueryRetrieveInformationModelFind.UID} | {Syntaxes(DicomCFindRequest.CreateSeriesQuery("1.2"))} | SCU",
            $"`acsa selftest` | {DicomUID.StudyRootQueryRetrieveInformationModelGet.Name} | {DicomUID.StudyRootQueryRetrieveInformationModelGet.UID} | "
                + $"{Syntaxes(new DicomCGetRequest("1.2"))} | SCU, and SCP of the classes that come back",
            $"`acsa selftest` | {DicomUID.StudyRootQueryRetrieveInformationModelMove.Name} | {DicomUID.StudyRootQueryRetrieveInformationModelMove.UID} | "
                + $"{Syntaxes(new DicomCMoveRequest("ANY", "1.2"))} | SCU",
        ]);
    }

    const string LabelMap = "1.2.840.10008.5.1.4.1.1.66.7";

    static DicomCStoreRequest Store(DicomUID sopClass) => new(new DicomFile(new DicomDataset(DicomTransferSyntax.ExplicitVRLittleEndian)
    {
        { DicomTag.SOPClassUID, sopClass }, { DicomTag.SOPInstanceUID, "1.2.3" },
    }));

    static string Syntaxes(DicomRequest request)
    {
        var contexts = new DicomPresentationContextCollection();
        contexts.AddFromRequest(request);
        return string.Join("; ", contexts.Select(context => string.Join(", ", context.GetTransferSyntaxes().Select(syntax => syntax.UID.Name))).Distinct());
    }

    static string Words(StoreAnswer answer) => answer switch
    {
        StoreAnswer.Stored => "delivered",
        StoreAnswer.Retry => "tried again on the destination's schedule",
        _ => "parked for a person",
    };

    static IReadOnlyList<string> Reasons() => MarkedTables.Table("failure reason (0008,1197) | what follows",
        Enumerable.Range(0, 0x10000).Select(code => (Code: (ushort)code, FailureReasons.Judge((ushort)code).Fate))
            .Where(row => FailureReasons.Judge(row.Code).Words != $"commitment failed for reason 0x{row.Code:X4}")
            .Select(row => $"{row.Code:X4} | {Words(row.Fate)}").Append($"all others | {Words(FailureReasons.Judge(0xFFFF).Fate)}"));

    static string Words(CommitmentFate fate) => fate switch
    {
        CommitmentFate.AskAgain => "asked again on the schedule",
        CommitmentFate.SendAgain => "sent again",
        CommitmentFate.Park => "parked for a person",
        _ => fate.ToString(),
    };

    static IReadOnlyList<string> Tls() => MarkedTables.Table("item | value",
    [
        "Versions | " + string.Join(", ", TlsPolicy.Protocols.ToString().Split(", ").Select(name => name.Replace("Tls1", "TLS 1.", StringComparison.Ordinal))),
        "Cipher suites, on Linux | " + string.Join(", ", TlsPolicy.CipherSuites),
        "Cipher suites, on Windows | those of the operating system's policy (Schannel)",
    ]);

    static IReadOnlyList<string> CharacterSets()
    {
        var element = typeof(DicomImplementation).Assembly.GetType("Acsa.Dicom.CodeElement") ?? throw new InvalidOperationException("CodeElement");
        var all = ((IEnumerable<object>)element.GetProperty("Escapable", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!).ToList();
        return MarkedTables.Table("defined term | code page | code extensions", all.Select(one =>
        {
            var (term, page) = ((string)Value(one, "Term")!, (int)Value(one, "CodePage")!);
            return $"{term} | {page} | {(((byte[])Value(one, "EscapeSequence")!).Length > 0 ? $"ISO 2022 IR {term[7..]}" : "none")}";
        }));

        object? Value(object of, string name) =>
            element.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(of);
    }

    static IReadOnlyList<string> LimitTable() => MarkedTables.Table("limit | value | why",
    [
        .. LimitsOf("src/Acsa.DicomScp/Limits.cs", typeof(ContextPolicy).Assembly, "Acsa.DicomScp.Limits"),
        .. LimitsOf("src/Acsa.Dicom/Network/NetworkLimits.cs", typeof(DicomImplementation).Assembly, "Acsa.Dicom.Network.NetworkLimits"),
        .. LimitsOf("src/Acsa.Dicom/Limits.cs", typeof(DicomImplementation).Assembly, "Acsa.Dicom.Limits"),
    ]);

    // The reason stands above each in its source.
    static IEnumerable<string> LimitsOf(string file, Assembly assembly, string type)
    {
        foreach (Match limit in Limit().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))))
        {
            var why = Tag().Replace(Space().Replace(limit.Groups["why"].Value.Replace("///", "", StringComparison.Ordinal), " ").Trim(), "$1");
            yield return $"{limit.Groups["name"].Value} | {Of(type, limit.Groups["name"].Value, assembly)} | {why}";
        }
    }

    static string Of(string type, string name, Assembly? assembly = null)
    {
        var value = (assembly ?? typeof(DicomImplementation).Assembly).GetType(type)!
            .GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;
        return ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
    }

    static int ByComponents(string? left, string? right)
    {
        foreach (var (one, other) in left!.Split('.').Zip(right!.Split('.')))
        {
            if (one != other) return one.Length != other.Length ? one.Length - other.Length : string.CompareOrdinal(one, other);
        }

        return left.Length - right.Length;
    }

    [GeneratedRegex(@"<summary>(?<why>.*?)</summary>\s+(public|internal) (const|static readonly) \S+ (?<name>\w+) =", RegexOptions.Singleline)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("<see cref=\"(\\w+)\"/>")]
    private static partial Regex Tag();
}
