using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// The MQ decoder of ITU-T T.800 annex C in its software conventions (C.3.9 figure J.2), and the raw bits of bypassed passes (D.6). Past
/// the end of a segment it reads ones, as C.3.4 has it. The registers A, C and CT are the caller's locals while a pass lasts.
/// </summary>
internal sealed class MqDecoder
{
    public const int ContextCount = 19;

    private const int States = 47;

    /// <summary>Table C.2: Qe, next state after the more and the less probable symbol, whether the latter swaps them.</summary>
    private static readonly (ushort Qe, byte More, byte Less, bool Switch)[] Table =
    [
        (0x5601, 1, 1, true), (0x3401, 2, 6, false), (0x1801, 3, 9, false), (0x0AC1, 4, 12, false), (0x0521, 5, 29, false),
        (0x0221, 38, 33, false), (0x5601, 7, 6, true), (0x5401, 8, 14, false), (0x4801, 9, 14, false), (0x3801, 10, 14, false),
        (0x3001, 11, 17, false), (0x2401, 12, 18, false), (0x1C01, 13, 20, false), (0x1601, 29, 21, false), (0x5601, 15, 14, true),
        (0x5401, 16, 14, false), (0x5101, 17, 15, false), (0x4801, 18, 16, false), (0x3801, 19, 17, false), (0x3401, 20, 18, false),
        (0x3001, 21, 19, false), (0x2801, 22, 19, false), (0x2401, 23, 20, false), (0x2201, 24, 21, false), (0x1C01, 25, 22, false),
        (0x1801, 26, 23, false), (0x1601, 27, 24, false), (0x1401, 28, 25, false), (0x1201, 29, 26, false), (0x1101, 30, 27, false),
        (0x0AC1, 31, 28, false), (0x09C1, 32, 29, false), (0x08A1, 33, 30, false), (0x0521, 34, 31, false), (0x0441, 35, 32, false),
        (0x02A1, 36, 33, false), (0x0221, 37, 34, false), (0x0141, 38, 35, false), (0x0111, 39, 36, false), (0x0085, 40, 37, false),
        (0x0049, 41, 38, false), (0x0025, 42, 39, false), (0x0015, 43, 40, false), (0x0009, 44, 41, false), (0x0005, 45, 42, false),
        (0x0001, 45, 43, false), (0x5601, 46, 46, false),
    ];

    /// <summary>
    /// States with their more probable symbol, index 2 × state + symbol: | 0..15 Qe | 16..22 index after the more and 23..29 after the less
    /// probable symbol | 31 the more probable symbol |. Seven bits cannot point outside.
    /// </summary>
    private static readonly uint[] Entries = CreateEntries();

    private readonly uint[] _contexts = new uint[ContextCount];
    private byte[] _data = [];
    private int _position;

    /// <summary>The registers between passes.</summary>
    public (uint A, uint C, int Count) Registers { get; set; }

    /// <summary>The states of the contexts; as many as <see cref="ContextCount"/>.</summary>
    public uint[] Contexts => _contexts;

    /// <summary>Table D.7.</summary>
    public void ResetContexts()
    {
        _contexts.AsSpan().Fill(Entries[0]);
        _contexts[0] = Entries[2 * 4];
        _contexts[17] = Entries[2 * 3];
        _contexts[18] = Entries[2 * 46];
    }

    /// <summary>C.3.5 INITDEC. Two bytes FF must follow the segment in <paramref name="data"/>.</summary>
    public void Start(byte[] data)
    {
        (_data, _position) = (data, 0);
        var (c, count) = ReadByte((uint)data[0] << 16);
        Registers = (0x8000, c << 7, count - 7);
    }

    /// <summary>C.3.2 DECODE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(ref uint context, ref uint a, ref uint c, ref int count)
    {
        var state = context;
        var qe = state & 0xFFFF;
        var bit = (int)(state >> 31);
        a -= qe;
        bool isMore;
        if (c >> 16 < qe)
        {
            isMore = a < qe;
            a = qe;
        }
        else
        {
            c -= qe << 16;
            if ((a & 0x8000) != 0) return bit;
            isMore = a >= qe;
        }
        var next = isMore ? state >> 16 : state >> 23;
        context = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Entries), next & 0x7F);
        // C.3.3 RENORMD, as many places at once as the byte at hand has.
        var places = BitOperations.LeadingZeroCount(a) - 16;
        do
        {
            if (count == 0) (c, count) = ReadByte(c);
            var taken = Math.Min(places, count);
            a <<= taken;
            c <<= taken;
            count -= taken;
            places -= taken;
        }
        while (places > 0);
        return isMore ? bit : 1 - bit;
    }

    /// <summary>Begins a raw segment.</summary>
    public void StartRaw(byte[] data)
    {
        (_data, _position) = (data, 0);
        Registers = (0, 0, 0);
    }

    /// <summary>One raw bit: a byte after FF carries seven (D.6). C holds the byte at hand, CT how many of its bits are left.</summary>
    public int ReadRaw(ref uint c, ref int count)
    {
        if (count == 0)
        {
            if (c == 0xFF && _data[_position] > 0x8F)
            {
                count = 8;
            }
            else
            {
                count = c == 0xFF ? 7 : 8;
                c = _data[_position++];
            }
        }
        return (int)(c >> --count) & 1;
    }

    /// <summary>C.3.4 BYTEIN: C with the next byte, and how many places that byte lasts.</summary>
    private (uint C, int Count) ReadByte(uint c)
    {
        var next = _data[_position + 1];
        if (_data[_position] == 0xFF)
        {
            if (next > 0x8F) return (c + 0xFF00, 8);
            _position++;
            return (c + ((uint)next << 9), 7);
        }
        _position++;
        return (c + ((uint)next << 8), 8);
    }

    private static uint[] CreateEntries()
    {
        var entries = new uint[128];
        for (var i = 0; i < 2 * States; i++)
        {
            var (qe, more, less, swap) = Table[i >> 1];
            var afterMore = 2 * more + (i & 1);
            var afterLess = 2 * less + (swap ? 1 - (i & 1) : i & 1);
            entries[i] = qe | (uint)afterMore << 16 | (uint)afterLess << 23 | (uint)(i & 1) << 31;
        }
        return entries;
    }
}
