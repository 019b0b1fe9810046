using Acsa.Worker.Delivery;

namespace Acsa.Worker.Fitness;

/// <summary>Asks a peer by one association which classes it would take; nothing is stored.</summary>
static class ContextProbe
{
    /// <summary>The answers, or why there are none.</summary>
    /// <param name="client">To the peer, with its limits set.</param>
    public static Task<(IReadOnlyList<ClassAnswer> Answers, string? Failure)> AskAsync(IDicomClient client, CancellationToken stop) =>
        AskAsync(client, [.. StorageClass.All.Select(one => (one.Name, one.Uid))], stop);

    /// <summary>The same for other SOP classes.</summary>
    public static async Task<(IReadOnlyList<ClassAnswer> Answers, string? Failure)> AskAsync(
        IDicomClient client, IReadOnlyList<(string Name, DicomUID Uid)> classes, CancellationToken stop)
    {
        IReadOnlyList<DicomPresentationContext>? answered = null;
        client.AssociationAccepted += (_, accepted) => answered = accepted.Association.Contexts();
        byte id = 1;
        foreach (var one in classes)
        {
            var context = new DicomPresentationContext(id, one.Uid);
            context.AddTransferSyntax(DicomTransferSyntax.ExplicitVRLittleEndian);
            context.AddTransferSyntax(DicomTransferSyntax.ImplicitVRLittleEndian);
            client.AdditionalPresentationContexts.Add(context);
            id += 2;
        }

        try
        {
            await client.AddRequestAsync(new DicomCEchoRequest());
            await client.SendToEndAsync(stop);
        }
        catch (Exception error) when (answered is not null && DestinationCall.FailureOf(error) is not null)
        {
            // The association stood: its contexts are the answer.
        }
        catch (Exception error) when (DestinationCall.FailureOf(error) is { } words)
        {
            return ([], words);
        }

        return ([.. classes.Select(one =>
        {
            var answers = (answered ?? []).Where(context => context.AbstractSyntax == one.Uid).ToList();
            var taken = answers.Find(context => context.Result == DicomPresentationContextResult.Accept);
            return new ClassAnswer(one.Name, one.Uid.UID, taken is not null,
                taken?.AcceptedTransferSyntax?.UID.Name ?? answers.FirstOrDefault()?.Result.ToString() ?? "not answered");
        })], null);
    }
}
