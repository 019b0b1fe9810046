using System.Runtime.Intrinsics;

namespace Acsa.Imaging;

/// <summary>A grid of values as bits, 1 from a half on: where neighbours differ is then found 64 at a time.</summary>
internal sealed class HalfLevelSides
{
    public const int WordBits = 64;

    private readonly ulong[] _words;
    private readonly int _height;
    private readonly ulong _lastPairs; // In a row's last word: the columns that have one to the right.

    public HalfLevelSides(ReadOnlySpan<float> values, int width, int height)
    {
        (WordsInRow, _height) = ((width + WordBits - 1) / WordBits, height);
        _words = new ulong[WordsInRow * height];
        var inLast = (width - 1) % WordBits;
        _lastPairs = (1UL << inLast) - 1;
        for (var y = 0; y < height; y++)
        {
            var row = values.Slice(y * width, width);
            var x = 0;
            for (; x <= row.Length - Vector256<float>.Count; x += Vector256<float>.Count)
            {
                var bits = Vector256.GreaterThanOrEqual(Vector256.Create(row[x..]), Vector256.Create(0.5f)).ExtractMostSignificantBits();
                _words[y * WordsInRow + x / WordBits] |= (ulong)bits << (x % WordBits);
            }

            for (; x < row.Length; x++)
                if (row[x] >= 0.5f) _words[y * WordsInRow + x / WordBits] |= 1UL << (x % WordBits);
        }
    }

    public int WordsInRow { get; }

    /// <summary>A bit for each column of the word that lies on another side than the next one.</summary>
    public ulong ChangesToTheRight(int y, int word)
    {
        var own = _words[y * WordsInRow + word];
        var isLast = word == WordsInRow - 1;
        var next = isLast ? 0 : _words[y * WordsInRow + word + 1];
        return (own ^ (own >> 1 | next << (WordBits - 1))) & (isLast ? _lastPairs : ulong.MaxValue);
    }

    /// <summary>A bit for each column of the word that lies on another side than the one below; none in the last row.</summary>
    public ulong ChangesDown(int y, int word) =>
        y + 1 == _height ? 0 : _words[y * WordsInRow + word] ^ _words[(y + 1) * WordsInRow + word];

    /// <summary>A bit for each cell, a column and the next one with the row below, whose corners are not all on one side.</summary>
    public ulong DividedCells(int y, int word)
    {
        var isLast = word == WordsInRow - 1;
        var down = ChangesDown(y, word);
        var downNext = isLast ? 0 : ChangesDown(y, word + 1);
        var divided = ChangesToTheRight(y, word) | ChangesToTheRight(y + 1, word) | down | down >> 1 | downNext << (WordBits - 1);
        return divided & (isLast ? _lastPairs : ulong.MaxValue);
    }
}
