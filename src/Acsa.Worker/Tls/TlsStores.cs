using Acsa.Worker.Configuration;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Tls;

/// <summary>The certificates of the whole configuration.</summary>
sealed class TlsStores : IDisposable
{
    readonly TlsStore? _listener;
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly Lock _gate = new();
    volatile Dictionary<string, (string Written, TlsStore Store)> _destinations = [];

    /// <summary>Loads all files; throws <see cref="ConfigurationException"/> when some cannot be used.</summary>
    public TlsStores(NodeConfiguration configuration, TimeProvider time, ILogger<TlsStores> log)
    {
        (_time, _log) = (time, log);
        var problems = new List<TlsProblem>();
        _listener = configuration.Dicom.Tls is { } tls ? TryMake(() => TlsStore.Of(tls, time, log)) : null;
        foreach (var destination in configuration.Destinations)
        {
            if (destination.Tls is { } secured && TryMake(() => TlsStore.Of(secured, time, log)) is { } store)
                _destinations.Add(destination.Name, (destination.Written, store));
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
    /// <exception cref="IOException">It is to be secured, and its certificates could not be loaded: it is not called without.</exception>
    public ITlsInitiator? For(DestinationConfiguration destination)
    {
        if (destination.Tls is null) return null;
        return _destinations.TryGetValue(destination.Name, out var found) && found.Written == destination.Written
            ? TlsStack.Initiator(() => found.Store.Current)
            : throw new IOException($"the certificates for {destination.Name} are not loaded");
    }

    /// <summary>Goes over to other destinations; throws <see cref="ConfigurationException"/> and changes nothing when the files of one
    /// cannot be used.</summary>
    public void Take(IReadOnlyList<DestinationConfiguration> destinations)
    {
        lock (_gate)
        {
            var before = _destinations;
            var next = new Dictionary<string, (string Written, TlsStore Store)>(StringComparer.Ordinal);
            var made = new List<TlsStore>();
            try
            {
                foreach (var destination in destinations)
                {
                    if (destination.Tls is not { } tls) continue;
                    if (before.TryGetValue(destination.Name, out var kept) && kept.Written == destination.Written)
                    {
                        next.Add(destination.Name, kept);
                        continue;
                    }

                    var store = TlsStore.Of(tls, _time, _log);
                    made.Add(store);
                    next.Add(destination.Name, (destination.Written, store));
                }
            }
            catch (TlsFilesException error)
            {
                foreach (var store in made) store.Dispose();
                throw new ConfigurationException([.. error.Problems.Select(problem => ErrorOf("the configuration", problem))]);
            }

            _destinations = next;
            foreach (var gone in before.Values.Where(entry => !next.Values.Any(kept => kept.Store == entry.Store))) gone.Store.Dispose();
        }
    }

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
        foreach (var entry in _destinations.Values) entry.Store.Dispose();
    }

    static ConfigurationError ErrorOf(string file, TlsProblem problem) => new(file, problem.Path, problem.Value, problem.Expected);
}
