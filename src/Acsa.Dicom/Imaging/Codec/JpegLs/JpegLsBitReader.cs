using System.Numerics;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.JpegLs;

/// <summary>
/// Reads the bits of a JPEG-LS scan: after a byte FF the next one carries only seven (ITU-T T.87 A.1), and one with its high bit set is a
/// marker.
/// Past the end it hands out zeros; <see cref="CheckOverrun"/> then refuses the stream, once a line.
/// </summary>
internal ref struct JpegLsBitReader(ReadOnlySpan<byte> data, int position)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position = position;
    private ulong _bits;
    private int _count;
    private int _invented;
    private bool _afterFF;

    /// <summary>The first byte not yet taken: at a marker or before it.</summary>
    public readonly int Position => _position;

    public readonly void CheckOverrun()
    {
        if (_count < _invented) JpegFailure.ThrowEntropyDataEnds();
    }

    public int ReadBit()
    {
        if (_count < 1) Fill();
        return (int)(_bits >> --_count) & 1;
    }

    /// <summary>Reads up to 16 bits.</summary>
    public int ReadBits(int count)
    {
        if (_count < count) Fill();
        _count -= count;
        return (int)(_bits >> _count) & ((1 << count) - 1);
    }

    /// <summary>
    /// A.5.3, the limited-length Golomb code LG(k, limit): zeros, a one, then k bits; or <c>limit − qbpp − 1</c> zeros, a one, qbpp bits.
    /// </summary>
    public int ReadGolomb(int k, int limit, int qbpp)
    {
        var most = limit - qbpp - 1;
        var zeros = 0;
        while (true)
        {
            if (_count < 32) Fill();
            var run = Math.Min(BitOperations.LeadingZeroCount(_bits << (64 - _count)), _count);
            zeros += run;
            // More zeros than the longest code has: damaged or invented.
            if (zeros > most) JpegFailure.ThrowBadCode();
            _count -= run;
            if (_count > 0) break;
        }
        _count--;
        return zeros < most ? (zeros << k) | ReadBits(k) : ReadBits(qbpp) + 1;
    }

    private void Fill()
    {
        while (_count <= 48)
        {
            if (_position < _data.Length && !(_data[_position] >= 0x80 && _afterFF) && !IsMarker())
            {
                var value = _data[_position++];
                var bits = _afterFF ? 7 : 8;
                _bits = (_bits << bits) | value;
                _count += bits;
                _afterFF = value == 0xFF;
            }
            else
            {
                _bits <<= 8;
                _count += 8;
                _invented += 8;
            }
        }
    }

    private readonly bool IsMarker() => _data[_position] == 0xFF && (_position + 1 >= _data.Length || _data[_position + 1] >= 0x80);
}
