namespace Acsa.DicomScp;

/// <summary>
/// The messages of the Storage Commitment Push Model (PS3.4 J.3) as values. Real scanners' UIDs break PS3.5 9.1 in small things (a leading
/// zero): digits and dots are taken, and given back unchecked, as they came.
/// </summary>
public static class CommitmentMessages
{
    /// <summary>Action Type ID of a request, and Event Type ID of a report without failures.</summary>
    public const ushort Request = 1;

    /// <summary>Event Type ID of a report with failures.</summary>
    public const ushort FailuresExist = 2;

    /// <summary>The N-ACTION that asks.</summary>
    public static DicomNActionRequest Write(CommitmentRequest request) =>
        new(DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModelInstance, Request)
        {
            Dataset = Start(request.TransactionUid)
                .Add(new DicomSequence(DicomTag.ReferencedSOPSequence, [.. request.Items.Select(Reference)])),
        };

    /// <summary>The N-EVENT-REPORT that answers.</summary>
    public static DicomNEventReportRequest Write(CommitmentReport report)
    {
        var dataset = Start(report.TransactionUid);
        if (report.Stored.Count > 0) dataset.Add(new DicomSequence(DicomTag.ReferencedSOPSequence, [.. report.Stored.Select(Reference)]));
        if (report.Failed.Count > 0)
        {
            dataset.Add(new DicomSequence(DicomTag.FailedSOPSequence, [.. report.Failed.Select(failed =>
            {
                var item = Reference(failed.Item);
                item.Add(DicomTag.FailureReason, failed.Reason);
                return item;
            })]));
        }

        return new(
            DicomUID.StorageCommitmentPushModel, DicomUID.StorageCommitmentPushModelInstance,
            report.Failed.Count > 0 ? FailuresExist : Request) { Dataset = dataset };
    }

    /// <summary>Reads what is asked; null when the data set is none of PS3.4 table J.3-1.</summary>
    public static CommitmentRequest? ReadRequest(DicomDataset? dataset) =>
        dataset is not null && Uid(dataset, DicomTag.TransactionUID) is { } transaction
            && Items(dataset, DicomTag.ReferencedSOPSequence) is { Count: > 0 and <= Limits.CommitmentItems } items
            ? new(transaction, [.. items.Select(item => item.Item)]) : null;

    /// <summary>Reads what is reported; null when the data set is none of PS3.4 table J.3-2.</summary>
    public static CommitmentReport? ReadReport(DicomDataset? dataset) =>
        dataset is not null && Uid(dataset, DicomTag.TransactionUID) is { } transaction
            && Items(dataset, DicomTag.ReferencedSOPSequence) is { } stored && Items(dataset, DicomTag.FailedSOPSequence) is { } failed
            ? new(transaction, [.. stored.Select(item => item.Item)], failed) : null;

    static DicomDataset Start(string transactionUid) =>
        new DicomDataset().NotValidated().Add(DicomTag.TransactionUID, transactionUid);

    static DicomDataset Reference(CommitmentItem item) => new DicomDataset().NotValidated()
        .Add(DicomTag.ReferencedSOPClassUID, item.SopClassUid)
        .Add(DicomTag.ReferencedSOPInstanceUID, item.SopInstanceUid);

    // Null when an item does not name its instance: a list of which part is not understood is not understood.
    static List<(CommitmentItem Item, ushort Reason)>? Items(DicomDataset dataset, DicomTag sequence)
    {
        var items = new List<(CommitmentItem, ushort)>();
        if (!dataset.TryGetSequence(sequence, out var found)) return items;
        foreach (var item in found.Items)
        {
            if (Uid(item, DicomTag.ReferencedSOPClassUID) is not { } sopClass
                || Uid(item, DicomTag.ReferencedSOPInstanceUID) is not { } instance) return null;
            items.Add((new(sopClass, instance),
                item.TryGetSingleValue<ushort>(DicomTag.FailureReason, out var reason) ? reason : (ushort)0));
        }

        return items;
    }

    static string? Uid(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out var text) && text.Trim('\0', ' ') is var uid && InstanceHeader.IsUid(uid) ? uid : null;
}
