using System.Text;

namespace Acsa.Dicom;

internal static partial class DicomUidData
{
    private static readonly int[] LineStarts = DicomDictionaryData.FindLines(Lines, Count);

    /// <summary>The UID of a row.</summary>
    internal static string Uid(int index)
    {
        var line = Line(index);
        return Encoding.ASCII.GetString(line[..line.IndexOf((byte)'|')]);
    }

    /// <summary>The registered UID of a row.</summary>
    internal static DicomUID Create(int index)
    {
        var parts = Encoding.UTF8.GetString(Line(index)).Split('|', 4);
        return new DicomUID(parts[0], parts[3], Enum.Parse<DicomUidType>(parts[1]), parts[2].Length > 0);
    }

    private static ReadOnlySpan<byte> Line(int index) =>
        Lines[LineStarts[index]..(LineStarts[index + 1] - 1)].TrimEnd((byte)'\r');
}
