using System.Collections.Concurrent;
using System.Text;

namespace Acsa.Dicom;

/// <summary>A Specific Character Set (0008,0005): turns bytes into text and text into bytes (PS3.3 C.12.1.1.2, PS3.5 6.1).</summary>
internal sealed partial class DicomCharacterSet : IEquatable<DicomCharacterSet>
{
    private static readonly ConcurrentDictionary<string, DicomCharacterSet> Known = new(StringComparer.Ordinal);

    /// <summary>The default repertoire, ISO_IR 6: ASCII. Other bytes are shown as Latin-1, but never written.</summary>
    internal static readonly DicomCharacterSet Default = new("", [CodeElement.Ascii], Encoding.Latin1);

    /// <summary>ISO_IR 192.</summary>
    internal static readonly DicomCharacterSet Utf8 = Parse(["ISO_IR 192"]);

    /// <summary>How many sets are kept.</summary>
    internal static int KeptSets => Known.Count;

    private readonly string _terms;
    private readonly CodeElement[] _elements;
    private readonly Encoding? _whole;

    /// <summary>
    /// The set in G1 where only one can be meant. Many writers leave its escape sequence out, or give it once for several lines; what
    /// means nothing otherwise is read in it.
    /// </summary>
    private readonly CodeElement? _onlyUpper;

    /// <param name="terms">The defined terms, separated by backslashes.</param>
    /// <param name="elements">The sets that escape sequences switch between; the first is active at the start of each value.</param>
    /// <param name="whole">The encoding of everything where there are no escape sequences.</param>
    private DicomCharacterSet(string terms, CodeElement[] elements, Encoding? whole)
    {
        _terms = terms;
        _elements = elements;
        _whole = whole;
        var upper = Array.FindAll(elements, element => element.IsUpper);
        _onlyUpper = upper.Length == 1 ? upper[0] : null;
    }

    /// <summary>The character set of these defined terms; an unknown one is read as Latin-1, so that no byte is lost.</summary>
    internal static DicomCharacterSet Parse(string[] terms)
    {
        if (terms.Length == 0 || (terms.Length == 1 && IsDefault(terms[0]))) return Default;
        var key = string.Join('\\', terms);
        if (Known.TryGetValue(key, out var known)) return known;
        var set = Create(key, terms, out var isKnown);
        // Terms that nobody defined, and defined ones in every order, come from outside without end; they are not kept.
        if (isKnown && terms.Length <= CodeElement.MaximumTerms && Known.Count < CodeElement.MaximumKept) Known.TryAdd(key, set);
        return set;
    }

    /// <summary>The character set that uses these encodings, the first without escape sequence.</summary>
    internal static DicomCharacterSet Of(Encoding[]? encodings)
    {
        if (encodings is null || encodings.Length == 0) return Default;
        var terms = Array.ConvertAll(encodings, CodeElement.TermOf);
        return encodings.Length == 1 || Array.IndexOf(terms, null) >= 0 ? Fallback(encodings[0]) : Parse(terms!);
    }

    /// <summary>Reads in this encoding what names no character set; writes as the default repertoire does.</summary>
    internal static DicomCharacterSet Fallback(Encoding? encoding) =>
        encoding is null or ASCIIEncoding ? Default
        : CodeElement.TermOf(encoding) is { } term ? Parse([term])
        : new DicomCharacterSet("?" + encoding.WebName, [CodeElement.Ascii], encoding);

    /// <summary>The text in these bytes. Bytes that mean nothing in the set become U+FFFD.</summary>
    internal string Decode(ReadOnlySpan<byte> bytes, DicomVR vr)
    {
        // ASCII is the same in every set that DICOM knows, as long as nothing escapes from it.
        if (Ascii.IsValid(bytes) && !bytes.Contains(Escape)) return Encoding.ASCII.GetString(bytes);
        return _whole is not null && !bytes.Contains(Escape) ? _whole.GetString(bytes) : DecodeWithEscapes(bytes, vr);
    }

    /// <summary>The bytes of this text.</summary>
    /// <exception cref="DicomDataException">A character is not in the set.</exception>
    internal byte[] Encode(string text, DicomItem item, bool evenLength)
    {
        var vr = item.ValueRepresentation;
        try
        {
            if (Ascii.IsValid(text)) return Pad(Encoding.ASCII, text, vr, evenLength);
            if (_whole is not null && !ReferenceEquals(this, Default))
                return Pad(CodeElement.Strict(_whole), text, vr, evenLength);
            return EncodeWithEscapes(text, vr, evenLength);
        }
        catch (EncoderFallbackException e)
        {
            throw new DicomDataException(
                $"The text of {item} has characters that are not in its Specific Character Set '{_terms}'; ISO_IR 192 has all", e);
        }
    }

    public bool Equals(DicomCharacterSet? other) => other is not null && _terms == other._terms;

    public override bool Equals(object? obj) => Equals(obj as DicomCharacterSet);

    public override int GetHashCode() => _terms.GetHashCode(StringComparison.Ordinal);

    private const byte Escape = 0x1B;

    private static bool IsDefault(string term) => term.Trim() is "" or "ISO_IR 6" or "ISO 2022 IR 6";

    private static byte[] Pad(Encoding encoding, string text, DicomVR vr, bool evenLength)
    {
        var count = encoding.GetByteCount(text);
        var bytes = new byte[evenLength ? count + (count & 1) : count];
        encoding.GetBytes(text, bytes);
        if (bytes.Length > count) bytes[^1] = vr.PaddingValue;
        return bytes;
    }

    private static DicomCharacterSet Create(string key, string[] terms, out bool isKnown)
    {
        var elements = new List<CodeElement>();
        isKnown = true;
        foreach (var term in terms)
        {
            var element = IsDefault(term) ? CodeElement.Ascii : CodeElement.Find(term);
            isKnown &= element is not null;
            if (element is null) continue;
            // UTF-8, GB18030 and GBK stand alone (PS3.3 C.12.1.1.2); where they do not, they still hold all the text there is.
            if (element.IsWhole) return new DicomCharacterSet(key, [element], element.Encoding);
            elements.Add(element);
        }
        if (elements.Count == 0) return new DicomCharacterSet(key, [CodeElement.Ascii], Encoding.Latin1);
        return new DicomCharacterSet(key, [.. elements], terms.Length == 1 ? elements[0].SingleByteEncoding : null);
    }
}
