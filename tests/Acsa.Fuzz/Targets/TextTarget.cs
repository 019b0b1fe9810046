using System.Text;

namespace Acsa.Fuzz;

/// <summary>Text in every character set. Input: <c>| 0 length of the terms | 1.. terms | .. text |</c>.</summary>
internal sealed class TextTarget : FuzzTarget
{
    public override string Name => "text";

    public override int Weight => 120;

    public override IEnumerable<byte[]> Seeds()
    {
        var random = new FuzzRandom(1);
        for (var i = 0; i < 40; i++) yield return Of(TextValues.Term(random), TextValues.Escaped(random));
    }

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random) => random.Next(4) switch
    {
        0 => Of(TextValues.Term(random), TextOf(input)),
        1 => Of(TermsOf(input), TextValues.Escaped(random)),
        2 => Of(TermsOf(input), [.. TextOf(input), .. TextValues.Escaped(random)]),
        _ => ByteMutator.Mutate(input, other, random),
    };

    public override object? Read(byte[] input)
    {
        var set = DicomCharacterSet.Parse(TermsOf(input).Split('\\'));
        return set.Decode(TextOf(input), DicomVR.PN);
    }

    public override bool IsDocumented(Exception error) => false;

    public override string Describe(byte[] input, object? result)
    {
        var kinds = ((string)result!).Select(c => c < 0x80 ? 'a' : c == 0xFFFD ? '?' : c < 0x250 ? 'l' : c < 0x3000 ? 'e' : 'h');
        return TermsOf(input) + new string([.. kinds.Take(12)]);
    }

    public override void Check(byte[] input, object? result, Exception? error)
    {
        var text = (string)result!;
        var set = DicomCharacterSet.Parse(TermsOf(input).Split('\\'));
        byte[] encoded;
        try
        {
            encoded = set.Encode(text, new DicomPersonName(DicomTag.PatientName, ""), evenLength: false);
        }
        catch (DicomDataException)
        {
            return; // said, not written wrong
        }
        var again = set.Decode(encoded, DicomVR.PN);
        if (again != text) throw new FindException("written in its own character set it is another text",
            $"{Escape(text)} ≠ {Escape(again)}, set {TermsOf(input)}");
    }

    private static string Escape(string text) => string.Concat(text.Select(c => c is >= ' ' and < '\u007f' ? $"{c}" : $"\\u{(int)c:X4}"));

    private static byte[] Of(string terms, ReadOnlySpan<byte> text) =>
        [(byte)Math.Min(terms.Length, 255), .. Encoding.Latin1.GetBytes(terms).AsSpan(0, Math.Min(terms.Length, 255)), .. text];

    private static string TermsOf(byte[] input) =>
        input.Length == 0 ? "" : Encoding.Latin1.GetString(input.AsSpan(1, Math.Min(input[0], input.Length - 1)));

    private static byte[] TextOf(byte[] input) => input.Length == 0 ? [] : input[(1 + Math.Min(input[0], input.Length - 1))..];
}
