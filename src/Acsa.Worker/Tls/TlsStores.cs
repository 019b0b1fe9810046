using Acsa.Worker.Configuration;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Tls;

/// <summary>The certificates of the whole configuration.</summary>
sealed class TlsStores : IDisposable
{
    readonly TlsStore? _listener;
    readonly Dictionary<string, TlsStore> _destinations = [];

    /// <summary>Loads all files; throws <see cref="ConfigurationException"/> when some cannot be used.</summary>
    public TlsStores(NodeConfiguration configuration, TimeProvider time, ILogger<TlsStores> log)
    {
        var problems = new List<TlsProblem>();
        _listener = configuration.Dicom.Tls is { } tls ? TryMake(() => TlsStore.Of(tls, time, log)) : null;
        foreach (var destination in configuration.Destinations)
        {
            if (destination.Tls is { } secured && TryMake(() => TlsStore.Of(secured, time, log)) is { } store)
                _destinations.Add(destination.Name, store);
        }

        if (problems.Count == 0) return;
        Dispose();
        throw new ConfigurationException([.. problems.Select(problem => ErrorOf("the configuration", problem))]);

        TlsStore? TryMake(Func<TlsStore> make)
        {
            try
            {
                return make();
            }
            catch (TlsFilesException error)
            {
                problems.AddRange(error.Problems.Where(problem => problem.IsFatal));
                return null;
            }
        }
    }

    /// <summary>What the port with TLS shows and believes; null when there is no such port.</summary>
    public Func<TlsSide>? Listener => _listener is { } store ? () => store.Current : null;

    /// <summary>Secures calls to a destination; null = not secured.</summary>
    public ITlsInitiator? For(DestinationConfiguration destination) =>
        _destinations.TryGetValue(destination.Name, out var store) ? TlsStack.Initiator(() => store.Current) : null;

    /// <summary>Everything wrong with the files that a configuration names, expired certificates included.</summary>
    public static IEnumerable<ConfigurationError> Check(string file, NodeConfiguration configuration, DateTimeOffset now)
    {
        var sections = configuration.Destinations.Select(destination => destination.Tls?.Files).Prepend(configuration.Dicom.Tls?.Files);
        return sections.OfType<TlsFiles>().SelectMany(files => TlsLoader.Load(files, false, null, now).Problems)
            .Select(problem => ErrorOf(file, problem));
    }

    public void Dispose()
    {
        _listener?.Dispose();
        foreach (var store in _destinations.Values) store.Dispose();
    }

    static ConfigurationError ErrorOf(string file, TlsProblem problem) => new(file, problem.Path, problem.Value, problem.Expected);
}
