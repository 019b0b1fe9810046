using System.Diagnostics.Metrics;
using System.Globalization;

namespace Acsa.Worker.Operations;

/// <summary>Adds up what the program counts, from its start on, for whoever asks.</summary>
sealed class MeterReadings : IDisposable
{
    // Seconds: from one small image on a processor to a long clip.
    static readonly double[] Bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

    readonly MeterListener _listener = new();
    readonly Lock _gate = new();
    readonly SortedDictionary<string, (string Help, SortedDictionary<string, double> Values)> _counters = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, (string Help, long[] Buckets, double Sum)> _histograms = new(StringComparer.Ordinal);

    public MeterReadings()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter != Telemetry.Meter) return;
            lock (_gate)
            {
                if (instrument is Histogram<double>)
                    _histograms[instrument.Name] = (instrument.Description ?? "", new long[Bounds.Length + 1], 0);
                else _counters[instrument.Name] = (instrument.Description ?? "", new(StringComparer.Ordinal));
            }

            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Sort(instrument.Name, value));
        _listener.Start();
    }

    public void WriteTo(PrometheusText text)
    {
        lock (_gate)
        {
            foreach (var (name, (help, values)) in _counters)
            {
                text.Describe(name, "counter", help);
                foreach (var (labels, value) in values) text.Add(name, labels, value);
            }

            foreach (var (name, (help, buckets, sum)) in _histograms)
            {
                text.Describe(name, "histogram", help);
                long below = 0;
                for (var bucket = 0; bucket < buckets.Length; bucket++)
                {
                    below += buckets[bucket];
                    var bound = bucket < Bounds.Length ? Bounds[bucket].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    text.Add(name + "_bucket", PrometheusText.Labels(("le", bound)), below);
                }

                text.Add(name + "_sum", "", sum);
                text.Add(name + "_count", "", below);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    void Count(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new (string, string)[tags.Length];
        for (var tag = 0; tag < tags.Length; tag++) labels[tag] = (tags[tag].Key, tags[tag].Value?.ToString() ?? "");
        var key = PrometheusText.Labels(labels);
        lock (_gate) _counters[name].Values[key] = _counters[name].Values.GetValueOrDefault(key) + value;
    }

    void Sort(string name, double value)
    {
        var bucket = Array.FindIndex(Bounds, bound => value <= bound);
        lock (_gate)
        {
            var (help, buckets, sum) = _histograms[name];
            buckets[bucket < 0 ? Bounds.Length : bucket]++;
            _histograms[name] = (help, buckets, sum + value);
        }
    }
}
