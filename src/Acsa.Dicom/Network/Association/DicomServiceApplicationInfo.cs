using System.Collections;
using System.Globalization;

namespace Acsa.Dicom.Network;

/// <summary>Service class application information (PS3.7 D.3.3.5): bytes counted from 1, whose meaning each service class gives.</summary>
public class DicomServiceApplicationInfo : IEnumerable<KeyValuePair<byte, byte>>
{
    private readonly SortedDictionary<byte, byte> _fields = [];

    /// <summary>Information without a field.</summary>
    public DicomServiceApplicationInfo()
    {
    }

    /// <summary>Information as it lies on the wire; no service class defines more than 255 bytes, and no more are kept.</summary>
    public DicomServiceApplicationInfo(byte[] rawApplicationInfo)
    {
        ArgumentNullException.ThrowIfNull(rawApplicationInfo);
        for (var i = 0; i < Math.Min(rawApplicationInfo.Length, byte.MaxValue); i++) _fields[(byte)(i + 1)] = rawApplicationInfo[i];
    }

    /// <summary>How many fields are set.</summary>
    public int Count => _fields.Count;

    /// <summary>The field of an index from 1.</summary>
    /// <exception cref="KeyNotFoundException">It is not set.</exception>
    public byte this[byte index] => _fields[index];

    /// <summary>Sets a field that is not set yet.</summary>
    /// <exception cref="ArgumentException">It is set, or the index is 0.</exception>
    public void Add(byte index, byte value)
    {
        if (index == 0) throw new ArgumentException("Fields are counted from 1.", nameof(index));
        _fields.Add(index, value);
    }

    /// <summary>Sets a field.</summary>
    public void AddOrUpdate(byte index, byte value)
    {
        _fields.Remove(index);
        Add(index, value);
    }

    /// <summary>Sets a field to 1 or 0.</summary>
    public void AddOrUpdate(byte index, bool value) => AddOrUpdate(index, (byte)(value ? 1 : 0));

    /// <summary>Whether a field is set.</summary>
    public bool Contains(byte index) => _fields.ContainsKey(index);

    /// <summary>A field.</summary>
    /// <exception cref="KeyNotFoundException">It is not set.</exception>
    public byte GetValue(byte index) => _fields[index];

    /// <summary>A field that is 0 or 1; the default when it is not set.</summary>
    public bool GetValueAsBoolean(byte index, bool defaultValue) => _fields.TryGetValue(index, out var value) ? value == 1 : defaultValue;

    /// <summary>The bytes for the wire, up to the last field; those between that are not set are 0.</summary>
    public byte[] GetValues()
    {
        var bytes = new byte[_fields.Count == 0 ? 0 : _fields.Keys.Max()];
        foreach (var (index, value) in _fields) bytes[index - 1] = value;
        return bytes;
    }

    /// <summary>Takes a field away.</summary>
    public bool Remove(byte index) => _fields.Remove(index);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<byte, byte>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Each field as "index: value".</summary>
    public override string ToString() =>
        string.Join(", ", _fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Key}: {field.Value}")));
}
