using Acsa.Measurement;
using Acsa.Worker.Ledger;
using Acsa.Worker.Operations;
using Acsa.Worker.Results;

namespace Acsa.Worker.Routing;

/// <summary>The rules as they are at the start of a study's run, held against one instance after another.</summary>
sealed class Router(RoutingTable table)
{
    public InstanceRoute Before(StoredInstance instance, string file) =>
        Note(table.Decide(Facts(instance.CallingAe, file, null)), isBefore: true);

    /// <summary>Which destinations get an instance's results.</summary>
    /// <param name="callingAe">Who sent the image.</param>
    /// <param name="file">The image.</param>
    public InstanceRoute After(string callingAe, string file, IReadOnlyList<Finding> findings) => Note(table.Decide(Facts(callingAe, file,
        [.. findings.Select(found =>
            new FoundFact(found.Structure, ResultEntry.NameOf(found.Laterality), ResultEntry.NameOf(found.Status)))])),
        isBefore: false);

    /// <summary>Whether anything but the destinations themselves decides.</summary>
    public bool HasRules => table.Rules.Count > 0;

    /// <summary>The same for what was found in an earlier run.</summary>
    public InstanceRoute After(string callingAe, string file, IReadOnlyList<ResultEntry> entries) => table.Decide(Facts(callingAe, file,
        [.. entries.Select(entry => new FoundFact(entry.Structure, entry.Laterality, entry.Status))]));

    RoutingFacts Facts(string callingAe, string file, IReadOnlyList<FoundFact>? findings) =>
        new(callingAe, table.Rules.Count == 0 ? _ => [] : RoutingFile.ReadToDecide(file, table.Tags), findings);

    static InstanceRoute Note(InstanceRoute route, bool isBefore)
    {
        if (isBefore ? !route.IsAnalysed : route.IsShadow)
            Telemetry.Routed.Add(1, new KeyValuePair<string, object?>("effect", isBefore ? "not analysed" : "shadow"));
        else if (isBefore ? route.Models is not null : route.Destinations is not null)
            Telemetry.Routed.Add(1, new KeyValuePair<string, object?>("effect", isBefore ? "models" : "destinations"));
        return route;
    }
}
