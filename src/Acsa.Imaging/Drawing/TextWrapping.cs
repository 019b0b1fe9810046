namespace Acsa.Imaging;

/// <summary>Breaks a caption into lines of at most so many characters, at spaces where there are any.</summary>
internal static class TextWrapping
{
    public static void Wrap(string text, int perLine, List<string> lines)
    {
        var rest = text.AsSpan().Trim();
        while (rest.Length > perLine)
        {
            var space = rest[..(perLine + 1)].LastIndexOf(' ');
            var end = space > 0 ? space : perLine;
            lines.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }
        lines.Add(rest.ToString());
    }
}
