using System.Text.Json;

namespace Acsa.Worker.Configuration;

/// <summary>One object of a configuration file: each key is asked for once, and what nobody asked for is an error.</summary>
sealed class JsonSection
{
    const int ValueLengthShown = 80;
    readonly string _file;
    readonly string _path;
    readonly JsonElement _element;
    readonly List<ConfigurationError> _errors;
    readonly HashSet<string> _asked = ["$schema"];

    public JsonSection(string file, string path, JsonElement element, List<ConfigurationError> errors)
    {
        (_file, _path, _element, _errors) = (file, path, element, errors);
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined)) Fail(path, Shown(element), "an object { … }");
    }

    /// <summary>JSON path of this object.</summary>
    public string Path => _path;

    /// <summary>The object as it is written.</summary>
    public string Written => _element.ValueKind == JsonValueKind.Undefined ? "" : _element.GetRawText();

    /// <summary>The keys that are there.</summary>
    public IReadOnlyList<string> Keys =>
        _element.ValueKind == JsonValueKind.Object ? [.. _element.EnumerateObject().Select(property => property.Name)] : [];

    /// <summary>Whether a key is there and not null.</summary>
    public bool Has(string key)
    {
        var isThere = TryFind(key, out var value);
        return isThere && value.ValueKind != JsonValueKind.Null;
    }

    public bool IsEmptyList(string key) =>
        TryFind(key, out var value) && value is { ValueKind: JsonValueKind.Array } && value.GetArrayLength() == 0;

    public string Text(string key, Func<string, bool> isValid, string expected, string? otherwise = null)
    {
        if (!TryFind(key, out var value)) return otherwise ?? Absent(key, expected, "");
        if (value.ValueKind == JsonValueKind.String && isValid(value.GetString()!)) return value.GetString()!;
        return Fail(PathOf(key), Shown(value), expected, "");
    }

    /// <summary>A text that no message may show; null when it is absent or no text.</summary>
    public string? Secret(string key, string expected)
    {
        if (!TryFind(key, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        FailHidden(key, expected);
        return null;
    }

    public void FailHidden(string key, string expected) => Fail(PathOf(key), "(not shown)", expected);

    public double Number(string key, double least, double most, double? otherwise, string unit)
    {
        var expected = FormattableString.Invariant($"a number from {least} to {most}{unit}");
        if (!TryFind(key, out var value)) return otherwise ?? Absent(key, expected, least);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least
            && number <= most) return number;
        return Fail(PathOf(key), Shown(value), expected, least);
    }

    public int Whole(string key, int least, int most, int? otherwise)
    {
        var expected = FormattableString.Invariant($"a whole number from {least} to {most}");
        if (!TryFind(key, out var value)) return otherwise ?? Absent(key, expected, least);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least
            && number <= most) return number;
        return Fail(PathOf(key), Shown(value), expected, least);
    }

    public bool Flag(string key, bool otherwise)
    {
        if (!TryFind(key, out var value)) return otherwise;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Fail(PathOf(key), Shown(value), "true or false", otherwise),
        };
    }

    public string OneOf(string key, string otherwise, params string[] choices) =>
        Text(key, choices.Contains, "one of " + string.Join(", ", choices), otherwise);

    /// <summary>The object under a key; an empty one, from which every default follows, when it is absent.</summary>
    public JsonSection Section(string key) =>
        new(_file, PathOf(key), TryFind(key, out var value) ? value : default, _errors);

    public IReadOnlyList<T> Sections<T>(string key, Func<JsonSection, T> read)
    {
        if (!TryFind(key, out var value)) return [];
        if (value.ValueKind != JsonValueKind.Array) return Fail<T[]>(PathOf(key), Shown(value), "a list [ … ] of objects", []);
        var items = new List<T>();
        foreach (var item in value.EnumerateArray())
        {
            var section = new JsonSection(_file, $"{PathOf(key)}[{items.Count}]", item, _errors);
            items.Add(read(section));
            section.RefuseUnknown();
        }

        return items;
    }

    public IReadOnlyList<string> Choices(string key, IReadOnlyList<string> otherwise, params string[] choices)
    {
        if (!TryFind(key, out var value)) return otherwise;
        var expected = "a list of " + string.Join(", ", choices);
        if (value.ValueKind != JsonValueKind.Array) return Fail(PathOf(key), Shown(value), expected, otherwise);
        var items = new List<string>();
        foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
        {
            if (item.ValueKind == JsonValueKind.String && choices.Contains(item.GetString()!)) items.Add(item.GetString()!);
            else Fail($"{PathOf(key)}[{index}]", Shown(item), "one of " + string.Join(", ", choices));
        }

        return items;
    }

    /// <summary>Whether a key is there and is exactly this text.</summary>
    public bool IsText(string key, string text) =>
        TryFind(key, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    /// <summary>A list of texts, or a single one in its place.</summary>
    public IReadOnlyList<string> Texts(string key, Func<string, bool> isValid, string expected)
    {
        if (!TryFind(key, out var value)) return [];
        if (value.ValueKind == JsonValueKind.String) return isValid(value.GetString()!) ? [value.GetString()!] : Refuse(PathOf(key), value);
        if (value.ValueKind != JsonValueKind.Array) return Refuse(PathOf(key), value);
        var items = new List<string>();
        foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
        {
            if (item.ValueKind == JsonValueKind.String && isValid(item.GetString()!)) items.Add(item.GetString()!);
            else Fail($"{PathOf(key)}[{index}]", Shown(item), expected);
        }

        return items;

        string[] Refuse(string path, JsonElement found) => Fail<string[]>(path, Shown(found), expected + ", or a list of such", []);
    }

    /// <summary>To be called once all keys were asked for: a key nobody knows is most often a misspelt one.</summary>
    public void RefuseUnknown()
    {
        if (_element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in _element.EnumerateObject())
        {
            if (!_asked.Contains(property.Name))
                Fail(PathOf(property.Name), Shown(property.Value), "no such key; known here: " + string.Join(", ", _asked.Skip(1)));
        }
    }

    public void Fail(string key, string expected) =>
        Fail(PathOf(key), TryFind(key, out var value) ? Shown(value) : "(absent)", expected);

    bool TryFind(string key, out JsonElement value)
    {
        _asked.Add(key);
        value = default;
        return _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(key, out value);
    }

    T Absent<T>(string key, string expected, T standIn) => Fail(PathOf(key), "(absent)", expected, standIn);

    T Fail<T>(string path, string value, string expected, T standIn)
    {
        Fail(path, value, expected);
        return standIn;
    }

    void Fail(string path, string value, string expected) => _errors.Add(new(_file, path, value, expected));

    string PathOf(string key) => $"{_path}.{key}";

    static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.Undefined ? "(absent)" : value.GetRawText();
        return text.Length <= ValueLengthShown ? text : text[..ValueLengthShown] + "…";
    }
}
