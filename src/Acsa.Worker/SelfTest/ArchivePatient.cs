using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;

namespace Acsa.Worker.SelfTest;

/// <summary>Asks an archive by C-FIND (PS3.4 C.4.1) whom it knows by the ID of the invented patient.</summary>
static class ArchivePatient
{
    const int MostAnswers = 1000;

    /// <summary>Whether it is somebody else; in words, or null where it cannot be asked.</summary>
    public static async Task<(bool? IsSomebodyElse, string Words)> AskAsync(
        string ownAeTitle, DestinationConfiguration archive, ITlsInitiator? tls, CancellationToken stop)
    {
        var client = DestinationCall.Client(ownAeTitle, archive, tls);
        var (known, others) = (0, 0);
        DicomStatus? end = null;
        var query = DicomCFindRequest.CreateStudyQuery(patientId: SelfTestPatient.Id);
        query.OnResponseReceived = (_, response) =>
        {
            if (response.Status.State != DicomState.Pending) end = response.Status;
            // An archive that passes over a key answers with everybody.
            else if (response.Dataset?.GetSingleValueOrDefault(DicomTag.PatientID, "").Trim() == SelfTestPatient.Id
                && known + others < MostAnswers)
            {
                if (IsOurs(response.Dataset.GetSingleValueOrDefault(DicomTag.PatientName, ""))) known++;
                else others++;
            }
        };
        await client.AddRequestAsync(query);
        try
        {
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is { } words)
        {
            return (null, $"it cannot be asked: {words}");
        }

        if (others > 0) return (true, $"{archive.Name} knows somebody else by the ID {SelfTestPatient.Id}: nothing was sent");
        return end == DicomStatus.Success
            ? (false, known == 0 ? "it knows nobody by the test patient's ID"
                : FormattableString.Invariant($"it holds {known} earlier self-test(s), and nobody else"))
            : (null, $"it did not answer to the end: {end?.ToString() ?? "no final answer"}");
    }

    // Some archives keep names in capitals, or without what is empty at the end.
    static bool IsOurs(string name) => name.Length == 0
        || name.TrimEnd('^', ' ').Equals(SelfTestPatient.Name, StringComparison.OrdinalIgnoreCase);
}
