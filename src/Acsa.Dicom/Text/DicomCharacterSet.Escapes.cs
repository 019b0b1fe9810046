using System.Buffers;
using System.Text;

namespace Acsa.Dicom;

internal sealed partial class DicomCharacterSet
{
    /// <summary>What stands for a byte that means nothing.</summary>
    private const char Replacement = '\uFFFD';

    // PS3.5 6.1.2.5.3: these end a line, page, value or name component, and with it whatever an escape sequence called.
    private static bool Resets(int character, DicomVR vr) => character switch
    {
        '\t' or '\n' or '\f' or '\r' => true,
        '\\' => vr.IsMultiValue,
        '^' or '=' => vr == DicomVR.PN,
        _ => false,
    };

    private string DecodeWithEscapes(ReadOnlySpan<byte> bytes, DicomVR vr)
    {
        var text = new StringBuilder(bytes.Length);
        var lower = InitialLower;
        var upper = InitialUpper;
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] == Escape)
            {
                at += SkipEscape(bytes[at..], ref lower, ref upper);
                continue;
            }
            var twoByteLower = lower.BytesPerCharacter == 2 && bytes[at] is > 0x20 and < 0x7F;
            if (bytes[at] < 0x80 && !twoByteLower)
            {
                var character = (char)bytes[at++];
                text.Append(character);
                if (Resets(character, vr)) (lower, upper) = (InitialLower, InitialUpper);
                continue;
            }
            var set = twoByteLower ? lower : upper ?? _onlyUpper;
            var run = RunLength(bytes[at..], twoByteLower);
            AppendRun(text, set, bytes.Slice(at, run));
            at += run;
        }
        return text.ToString();
    }

    private CodeElement InitialLower => CodeElement.Ascii;

    private CodeElement? InitialUpper => _elements[0].IsUpper ? _elements[0] : null;

    /// <summary>How many bytes follow each other in one half, up to an escape sequence.</summary>
    private static int RunLength(ReadOnlySpan<byte> bytes, bool lower)
    {
        var length = 0;
        while (length < bytes.Length && (lower ? bytes[length] is > 0x20 and < 0x7F : bytes[length] >= 0x80)) length++;
        return length;
    }

    /// <summary>Calls the set that an escape sequence names and gives the length of the sequence; an unknown one is passed over.</summary>
    private static int SkipEscape(ReadOnlySpan<byte> bytes, ref CodeElement lower, ref CodeElement? upper)
    {
        // JIS X 0201 romaji differs from ASCII in two characters only, and the older JIS C 6226 hardly from JIS X 0208.
        if (bytes.StartsWith(CodeElement.Ascii.EscapeSequence) || bytes.StartsWith("\u001b(J"u8))
        {
            lower = CodeElement.Ascii;
            return 3;
        }
        if (bytes.StartsWith("\u001b$@"u8))
        {
            lower = CodeElement.Find("ISO_IR 87")!;
            return 3;
        }
        foreach (var element in CodeElement.Escapable)
        {
            if (element.EscapeSequence.Length == 0 || !bytes.StartsWith(element.EscapeSequence)) continue;
            if (element.IsUpper) upper = element;
            else lower = element;
            return element.EscapeSequence.Length;
        }
        return 1;
    }

    private void AppendRun(StringBuilder text, CodeElement? set, ReadOnlySpan<byte> run)
    {
        if (set is null)
        {
            if (_whole is not null) text.Append(_whole.GetString(run));
            else text.Append(Replacement, run.Length);
            return;
        }
        if (set.IsUpper)
        {
            text.Append(set.Encoding.GetString(run));
            return;
        }
        var raised = ArrayPool<byte>.Shared.Rent(run.Length);
        for (var i = 0; i < run.Length; i++) raised[i] = Raise(set, run[i], i);
        text.Append(set.Encoding.GetString(raised, 0, run.Length));
        ArrayPool<byte>.Shared.Return(raised);
    }

    // EUC-JP holds JIS X 0208 with both high bits set; code page 20932 holds JIS X 0212 with the first one only.
    private static byte Raise(CodeElement set, byte value, int index) =>
        set.CodePage == 20932 && (index & 1) == 1 ? value : (byte)(value | 0x80);

    private byte[] EncodeWithEscapes(string text, DicomVR vr, bool evenLength)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length * 2 + 8);
        var lower = InitialLower;
        var upper = InitialUpper;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                if (lower.BytesPerCharacter == 2) CallInitialLower(bytes, out lower);
                if (Resets(rune.Value, vr) && upper != InitialUpper)
                {
                    if (InitialUpper is { } initial) Call(bytes, initial);
                    upper = InitialUpper;
                }
                bytes.Write([(byte)rune.Value]);
                continue;
            }
            EncodeCharacter(bytes, rune, ref lower, ref upper);
        }
        if (lower.BytesPerCharacter == 2) CallInitialLower(bytes, out _);
        if (evenLength && (bytes.WrittenCount & 1) != 0) bytes.Write([vr.PaddingValue]);
        return bytes.WrittenSpan.ToArray();
    }

    private void EncodeCharacter(ArrayBufferWriter<byte> bytes, Rune rune, ref CodeElement lower, ref CodeElement? upper)
    {
        Span<byte> encoded = stackalloc byte[4];
        // The set in use comes first: fewer escape sequences.
        if (lower.BytesPerCharacter == 2 && TryEncode(lower, rune, encoded, out var count)
            || upper is not null && TryEncode(upper, rune, encoded, out count))
        {
            bytes.Write(encoded[..count]);
            return;
        }
        foreach (var element in _elements)
        {
            if (ReferenceEquals(element, CodeElement.Ascii) || !TryEncode(element, rune, encoded, out count)) continue;
            if (element.IsUpper) upper = element;
            else lower = element;
            Call(bytes, element);
            bytes.Write(encoded[..count]);
            return;
        }
        throw new EncoderFallbackException("No set has the character.");
    }

    private static bool TryEncode(CodeElement element, Rune rune, Span<byte> encoded, out int count)
    {
        Span<char> characters = stackalloc char[2];
        var text = characters[..rune.EncodeToUtf16(characters)];
        Span<byte> raised = stackalloc byte[8];
        count = element.Encoding.GetBytes(text, raised);
        // Encodings answer '?' for what they lack, and hold more than the set in forms of other lengths.
        if (count != element.BytesPerCharacter || raised[0] < 0xA0) return false;
        if (element.CodePage == 20932 ? raised[1] >= 0x80 : count == 2 && raised[1] < 0xA0) return false;
        for (var i = 0; i < count; i++) encoded[i] = element.IsUpper ? raised[i] : (byte)(raised[i] & 0x7F);
        return true;
    }

    // PS3.3 C.12.1.1.2: with ISO 2022 IR 13 as value 1 it is romaji that comes back, else ASCII.
    private void CallInitialLower(ArrayBufferWriter<byte> bytes, out CodeElement lower)
    {
        lower = InitialLower;
        bytes.Write(_elements[0].HasRomaji ? "\u001b(J"u8 : lower.EscapeSequence);
    }

    private static void Call(ArrayBufferWriter<byte> bytes, CodeElement element) => bytes.Write(element.EscapeSequence);
}
