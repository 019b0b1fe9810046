using System.Globalization;
using System.Text;

namespace Acsa.Worker.Operations;

/// <summary>Writes Prometheus' text format, version 0.0.4.</summary>
sealed class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    readonly StringBuilder _text = new();

    public void Describe(string name, string type, string help) => _text.Append("# HELP ").Append(name).Append(' ')
        .Append(help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)).Append('\n')
        .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    public void Gauge(string name, string help, params IEnumerable<(string Labels, double Value)> values)
    {
        Describe(name, "gauge", help);
        foreach (var (labels, value) in values) Add(name, labels, value);
    }

    public void Add(string name, string labels, double value) =>
        _text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    public static string Labels(params IReadOnlyList<(string Name, string Value)> labels) => labels.Count == 0 ? ""
        : "{" + string.Join(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\"")) + "}";

    public override string ToString() => _text.ToString();

    static string Escape(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);
}
