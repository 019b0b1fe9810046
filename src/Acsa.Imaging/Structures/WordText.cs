using System.Globalization;
using System.Text;

namespace Acsa.Imaging;

/// <summary>A text as a row of words that can be compared: without accents and punctuation, original case beside lower case.</summary>
public sealed class WordText
{
    readonly string[] _words;
    readonly string[] _lower;
    readonly bool[] _taken;

    /// <summary>Splits <paramref name="text"/>; everything but letters and digits separates.</summary>
    public WordText(string text)
    {
        _words = Split(text);
        _lower = Array.ConvertAll(_words, word => word.ToLowerInvariant());
        _taken = new bool[_words.Length];
    }

    /// <summary>The lower-case words of a name.</summary>
    public static string[] Normalise(string name) => Array.ConvertAll(Split(name), word => word.ToLowerInvariant());

    /// <summary>
    /// Whether <paramref name="name"/> (lower case) occurs as whole words not yet taken. If so the words are taken, so that a shorter name
    /// inside a longer one, or the French "droit" of a muscle's name, is not read a second time.
    /// </summary>
    public bool Take(string[] name)
    {
        var found = false;
        for (var start = 0; start + name.Length <= _lower.Length; start++)
        {
            if (!Matches(name, start)) continue;
            Array.Fill(_taken, true, start, name.Length);
            found = true;
        }
        return found;
    }

    /// <summary>The same for one word in capitals, which may carry a running number: RF, RF2.</summary>
    public bool TakeAbbreviation(string abbreviation)
    {
        var found = false;
        for (var i = 0; i < _words.Length; i++)
        {
            if (_taken[i] || !_words[i].StartsWith(abbreviation, StringComparison.Ordinal)) continue;
            if (!_words[i].AsSpan(abbreviation.Length).ContainsAnyExceptInRange('0', '9')) found = _taken[i] = true;
        }
        return found;
    }

    /// <summary>Whether a word in exactly this writing, capitals included, is left.</summary>
    public bool TakeExactly(string word)
    {
        for (var i = 0; i < _words.Length; i++)
            if (!_taken[i] && _words[i] == word) return _taken[i] = true;
        return false;
    }

    /// <summary>Whether <paramref name="word"/> (lower case) is the last word, running numbers behind it not counted.</summary>
    public bool TakeLast(string word)
    {
        var i = _lower.Length - 1;
        while (i > 0 && char.IsDigit(_lower[i][0])) i--;
        return i >= 0 && !_taken[i] && _lower[i] == word && (_taken[i] = true);
    }

    bool Matches(string[] name, int start)
    {
        for (var i = 0; i < name.Length; i++)
            if (_taken[start + i] || _lower[start + i] != name[i]) return false;
        return true;
    }

    // Japanese is written without spaces: each kana and ideograph is a word of its own, and a name the row of them.
    static bool IsUnspaced(char c) => c is >= '\u3041' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF';

    static string[] Split(string text)
    {
        // Enumerating runes replaces lone surrogates, on which Normalize would throw.
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) valid.Append(rune.ToString());
        var plain = new StringBuilder(valid.Length);
        // Compatibility forms too: full-width letters and half-width kana are the same words.
        foreach (var c in valid.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            // Turkish ı has no decomposition.
            if (IsUnspaced(c)) plain.Append(' ').Append(c).Append(' ');
            else plain.Append(c == 'ı' ? 'i' : char.IsLetterOrDigit(c) ? c : ' ');
        }
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
