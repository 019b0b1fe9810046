namespace Acsa.Worker.WebConsole.Views;

/// <summary>Which lines two texts do not share.</summary>
static class TextDifference
{
    const int MostLines = 2000;

    /// <summary>Lines that are gone ('-') and that are new ('+'), in their order; null when a text is too long to be compared.</summary>
    public static IReadOnlyList<(char Sign, string Line)>? Of(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        if (old.Length > MostLines || now.Length > MostLines) return null;
        // Length of the longest common subsequence of what is left from each place on.
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var different = new List<(char, string)>();
        for (var (i, j) = (0, 0); i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j]) (i, j) = (i + 1, j + 1);
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1])) different.Add(('-', old[i++]));
            else different.Add(('+', now[j++]));
        }

        return different;
    }

    static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
