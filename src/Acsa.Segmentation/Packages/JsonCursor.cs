using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Acsa.Segmentation;

/// <summary>A place in a JSON file that may be missing; reads it or says what is wrong there.</summary>
readonly struct JsonCursor(string file, string path, JsonElement value)
{
    const int LongestQuote = 60;

    bool IsMissing => value.ValueKind == JsonValueKind.Undefined;

    /// <summary>Whether the key is there and not null.</summary>
    public bool IsPresent => !IsMissing && value.ValueKind != JsonValueKind.Null;

    /// <summary>A member of this object, perhaps missing. Whether its keys are the known ones is checked by <see cref="Object"/>.</summary>
    public JsonCursor this[string key] =>
        new(file, $"{path}.{key}", value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var member) ? member : default);

    /// <summary>This place as an object that has no keys but these.</summary>
    public JsonCursor Object(IReadOnlyCollection<string> keys)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Refusal("an object");
        foreach (var member in value.EnumerateObject())
        {
            if (!keys.Contains(member.Name, StringComparer.Ordinal))
            {
                var known = keys.Count == 0 ? "no keys here" : $"one of the keys {string.Join(", ", keys)}";
                throw new ModelPackageException($"{file}: {path} has the unknown key \"{Shorten(member.Name)}\", expected {known}.");
            }
        }

        return this;
    }

    public string Text(Regex pattern, string expected) =>
        value.ValueKind == JsonValueKind.String && pattern.IsMatch(value.GetString()!) ? value.GetString()! : throw Refusal(expected);

    public int WholeNumber(int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Refusal(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>A number strictly between two bounds, or equal to the upper one where that is allowed.</summary>
    public double Number(double above, double upTo, bool inclusive)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number > above &&
            (inclusive ? number <= upTo : number < upTo))
            return number;

        var last = inclusive ? "up to" : "and below";
        throw Refusal(string.Create(CultureInfo.InvariantCulture, $"a number above {above} {last} {upTo}"));
    }

    /// <summary>A number from one bound to another, both allowed.</summary>
    public double NumberWithin(double least, double most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : throw Refusal(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    public bool Truth() => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refusal("true or false"),
    };

    public T OneOf<T>(params (string Name, T Value)[] choices)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            foreach (var choice in choices)
                if (value.ValueEquals(choice.Name)) return choice.Value;
        }

        throw Refusal($"one of {string.Join(", ", choices.Select(choice => $"\"{choice.Name}\""))}");
    }

    public T[] List<T>(int most, string expected, Func<JsonCursor, T> read)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 || value.GetArrayLength() > most)
            throw Refusal($"a list of 1 to {most.ToString(CultureInfo.InvariantCulture)} {expected}");
        var items = new T[value.GetArrayLength()];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(new JsonCursor(file, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", value[i]));
        return items;
    }

    public ModelPackageException Refusal(string expected) => IsMissing
        ? new ModelPackageException($"{file}: {path} is missing, expected {expected}.")
        : new ModelPackageException($"{file}: {path} is {Shorten(value.GetRawText())}, expected {expected}.");

    static string Shorten(string text)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length <= LongestQuote ? line : line[..LongestQuote] + "…";
    }
}
