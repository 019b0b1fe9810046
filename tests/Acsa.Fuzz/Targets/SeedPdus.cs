using Acsa.Dicom.Network;
using Acsa.Dicom.Network.Dimse;
using Acsa.Dicom.Network.Pdu;

namespace Acsa.Fuzz;

/// <summary>PDUs of each kind, and whole connections of them.</summary>
internal static class SeedPdus
{
    private const string Ultrasound = "1.2.840.10008.5.1.4.1.1.6.1";
    private const string Verification = "1.2.840.10008.1.1";

    public static IEnumerable<byte[]> Each() =>
    [
        PduWriter.Write(Request()),
        PduWriter.Write(Request() with { IsRequest = false }),
        PduWriter.Write(new AssociateRejectPdu(1, 1, 7)),
        PduWriter.Write(ReleaseRequestPdu.Instance),
        PduWriter.Write(ReleaseReplyPdu.Instance),
        PduWriter.Write(new AbortPdu(2, 2)),
        .. Connections(),
    ];

    /// <summary>Verification; a stored instance in pieces; a storage commitment report; one that ends within a data set.</summary>
    public static IEnumerable<byte[]> Connections()
    {
        var request = PduWriter.Write(Request());
        var release = PduWriter.Write(ReleaseRequestPdu.Instance);
        var echo = Command(1, new CommandSet { Field = DicomCommandField.CEchoRequest, SopClassUid = Verification, MessageId = 1 });
        var store = Command(3, new CommandSet
        {
            Field = DicomCommandField.CStoreRequest, SopClassUid = Ultrasound, SopInstanceUid = "1.2.3", MessageId = 2, Priority = 0,
            HasDataSet = true,
        });
        var report = Command(5, new CommandSet
        {
            Field = DicomCommandField.NEventReportRequest, SopClassUid = DicomUID.StorageCommitmentPushModel.UID,
            SopInstanceUid = DicomUID.StorageCommitmentPushModel.UID, MessageId = 3, EventTypeId = 1, HasDataSet = true,
        });
        var dataSet = SeedDataSets.DataSet(DicomTransferSyntax.ImplicitVRLittleEndian, false);
        byte[] pieces = [.. Data(3, dataSet.AsSpan(0, 200), false), .. Data(3, dataSet.AsSpan(200), true)];
        yield return [.. request, .. echo, .. release];
        yield return [.. request, .. store, .. pieces, .. store, .. pieces, .. release];
        yield return [.. request, .. report, .. Data(5, dataSet, true), .. release];
        yield return [.. request, .. store, .. Data(3, dataSet, false)];
    }

    private static AssociatePdu Request() => new(IsRequest: true)
    {
        CalledAE = "ACSA",
        CallingAE = "FUZZ",
        PresentationContexts =
        [
            new(1, Verification, 0, ["1.2.840.10008.1.2"]),
            new(3, Ultrasound, 0, ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.50"]),
            new(5, DicomUID.StorageCommitmentPushModel.UID, 0, ["1.2.840.10008.1.2"]),
        ],
        UserInformation = new()
        {
            MaximumLength = 16384,
            ImplementationClassUid = "1.2.3.4",
            ImplementationVersionName = "FUZZ",
            AsynchronousOperations = new(1, 1),
            Roles = [new(DicomUID.StorageCommitmentPushModel.UID, false, true)],
            ExtendedNegotiations = [new(Ultrasound, [1, 0])],
            UserIdentity = new(2, true, [0x75], [0x70]),
        },
    };

    public static byte[] Command(byte context, CommandSet command)
    {
        var bytes = new byte[CommandSetEncoding.LongestWritten];
        return Value(context, bytes.AsSpan(0, CommandSetEncoding.Write(command, bytes)), isCommand: true, isLast: true);
    }

    public static byte[] Data(byte context, ReadOnlySpan<byte> bytes, bool isLast) => Value(context, bytes, isCommand: false, isLast);

    private static byte[] Value(byte context, ReadOnlySpan<byte> bytes, bool isCommand, bool isLast)
    {
        var pdu = new byte[PresentationDataValue.PduOverhead + bytes.Length];
        PresentationDataValue.WriteHeaders(pdu, context, isCommand, isLast, bytes.Length);
        bytes.CopyTo(pdu.AsSpan(PresentationDataValue.PduOverhead));
        return pdu;
    }
}
