using System.Globalization;
using System.Text;

namespace Acsa.Reporting;

/// <summary>
/// Objects, cross-reference table and trailer of a PDF file (ISO 32000-1 7.5). Object 1 is the catalog, object 6 the information.
/// </summary>
internal sealed class PdfFile
{
    readonly MemoryStream _file = new();
    readonly List<long> _offsets = [];

    public PdfFile() => Write("%PDF-1.4\n%\u00E2\u00E3\u00CF\u00D3\n");

    public void Add(string dictionary)
    {
        Begin();
        Write(dictionary + "\nendobj\n");
    }

    /// <summary>A stream of deflated bytes; <paramref name="entries"/> join its dictionary.</summary>
    public void Add(string entries, byte[] deflated)
    {
        Begin();
        Write(string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Filter /FlateDecode /Length {deflated.Length} >>\nstream\n"));
        _file.Write(deflated);
        Write("\nendstream\nendobj\n");
    }

    public byte[] ToArray()
    {
        var table = _file.Length;
        var count = _offsets.Count + 1;
        Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {count}\n0000000000 65535 f \n"));
        foreach (var offset in _offsets) Write(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        Write(string.Create(CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {count} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return _file.ToArray();
    }

    void Begin()
    {
        _offsets.Add(_file.Length);
        Write(string.Create(CultureInfo.InvariantCulture, $"{_offsets.Count} 0 obj\n"));
    }

    void Write(string text) => _file.Write(Encoding.Latin1.GetBytes(text));
}
