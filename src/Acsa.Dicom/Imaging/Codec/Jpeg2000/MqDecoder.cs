namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// The MQ decoder of ITU-T T.800 annex C in its software conventions (C.3.9 figure J.2), and the raw bits of bypassed passes (D.6). Past
/// the end of a segment it reads ones, as C.3.4 has it.
/// </summary>
internal struct MqDecoder
{
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

    // A state and its more probable symbol in one number: 2 × index + symbol.
    private static readonly ushort[] Qe = new ushort[2 * States];
    private static readonly byte[] AfterMore = new byte[2 * States];
    private static readonly byte[] AfterLess = new byte[2 * States];

    private readonly byte[] _states;
    private byte[] _data;
    private int _position;
    private uint _a;
    private uint _c;
    private int _count;

    static MqDecoder()
    {
        for (var i = 0; i < 2 * States; i++)
        {
            var (qe, more, less, swap) = Table[i >> 1];
            Qe[i] = qe;
            AfterMore[i] = (byte)(2 * more + (i & 1));
            AfterLess[i] = (byte)(2 * less + (swap ? 1 - (i & 1) : i & 1));
        }
    }

    /// <summary>Creates the decoder with its 19 contexts.</summary>
    public MqDecoder()
    {
        _states = new byte[19];
        _data = [];
    }

    /// <summary>Table D.7.</summary>
    public readonly void ResetContexts()
    {
        _states.AsSpan().Clear();
        _states[0] = 2 * 4;
        _states[17] = 2 * 3;
        _states[18] = 2 * 46;
    }

    /// <summary>C.3.5 INITDEC. Two bytes FF must follow the segment in <paramref name="data"/>.</summary>
    public void Start(byte[] data)
    {
        (_data, _position) = (data, 0);
        _c = (uint)data[0] << 16;
        ReadByte();
        _c <<= 7;
        _count -= 7;
        _a = 0x8000;
    }

    /// <summary>C.3.2 DECODE.</summary>
    public int Decode(int context)
    {
        int state = _states[context];
        uint qe = Qe[state];
        var bit = state & 1;
        _a -= qe;
        if (_c >> 16 < qe)
        {
            if (_a < qe) _states[context] = AfterMore[state];
            else
            {
                bit ^= 1;
                _states[context] = AfterLess[state];
            }
            _a = qe;
        }
        else
        {
            _c -= qe << 16;
            if ((_a & 0x8000) != 0) return bit;
            if (_a < qe)
            {
                bit ^= 1;
                _states[context] = AfterLess[state];
            }
            else
            {
                _states[context] = AfterMore[state];
            }
        }
        do
        {
            if (_count == 0) ReadByte();
            _a <<= 1;
            _c <<= 1;
            _count--;
        }
        while (_a < 0x8000);
        return bit;
    }

    /// <summary>Begins a raw segment.</summary>
    public void StartRaw(byte[] data) => (_data, _position, _c, _count) = (data, 0, 0, 0);

    /// <summary>One raw bit: a byte after FF carries seven (D.6).</summary>
    public int ReadRaw()
    {
        if (_count == 0)
        {
            if (_c == 0xFF && _data[_position] > 0x8F)
            {
                _count = 8;
            }
            else
            {
                _count = _c == 0xFF ? 7 : 8;
                _c = _data[_position++];
            }
        }
        return (int)(_c >> --_count) & 1;
    }

    /// <summary>C.3.4 BYTEIN.</summary>
    private void ReadByte()
    {
        var next = _data[_position + 1];
        if (_data[_position] == 0xFF)
        {
            if (next > 0x8F)
            {
                _c += 0xFF00;
                _count = 8;
                return;
            }
            _c += (uint)next << 9;
            _count = 7;
        }
        else
        {
            _c += (uint)next << 8;
            _count = 8;
        }
        _position++;
    }
}
