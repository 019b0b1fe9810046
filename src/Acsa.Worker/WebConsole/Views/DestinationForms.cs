using Acsa.Worker.Configuration;
using Acsa.Worker.Delivery;
using Acsa.Worker.Ledger;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>The kinds of result that a destination is sent, with their state in one study.</summary>
/// <param name="IsConfigured">Whether results go there now.</param>
/// <param name="IsAuto">Whether the kinds follow what the destination takes.</param>
/// <param name="Wanted">The kinds that it gets, by their names in the configuration.</param>
/// <param name="Forms">Of what there is in the study.</param>
sealed record DestinationForms(
    string Name, bool IsConfigured, bool IsAuto, IReadOnlyList<string> Wanted, IReadOnlyList<FormState> Forms)
{
    public static IReadOnlyList<DestinationForms> Of(StudyEvidence study, IReadOnlyList<DestinationConfiguration> destinations)
    {
        var rows = study.Instances.SelectMany(instance => instance.Results).Where(result => result.Destination is not null)
            .ToLookup(result => result.Destination!, StringComparer.Ordinal);
        return [.. destinations.Select(to => to.Name).Concat(rows.Select(row => row.Key)).Distinct().Select(name =>
        {
            var to = destinations.FirstOrDefault(one => one.Name == name);
            return new DestinationForms(
                name, to is not null, to is { IsAuto: true },
                [.. (to?.Send ?? new HashSet<Reporting.ResultKind>()).Select(ResultNames.Name).Order(StringComparer.Ordinal)],
                [.. rows[name].GroupBy(result => result.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(FormOf)]);
        })];

        static FormState FormOf(IGrouping<string, ResultEvidence> kind) => new(
            kind.Key, kind.GroupBy(result => result.State ?? "not sent").ToDictionary(state => state.Key, state => state.Count()));
    }
}
