using System.Buffers.Binary;
using Acsa.Imaging;

namespace Acsa.Worker.Segments;

/// <summary>One frame of a label map: little endian numbers of segments, row by row.</summary>
sealed class LabelFrame
{
    readonly byte[] _labels;
    readonly int _width, _height, _bytes;

    /// <param name="bytes">Of each pixel, 1 or 2.</param>
    public LabelFrame(byte[] labels, int width, int height, int bytes)
    {
        (_labels, _width, _height, _bytes) = (labels, width, height, bytes);
        var numbers = new HashSet<int>();
        var last = -1;
        for (var i = 0; i < width * height; i++)
        {
            if (NumberAt(i) is var number && number == last) continue;
            numbers.Add(last = number);
        }

        Numbers = numbers;
    }

    /// <summary>The numbers that pixels bear, the background's included.</summary>
    public IReadOnlySet<int> Numbers { get; }

    public Mask MaskOf(int segment)
    {
        var mask = new Mask(_width, _height);
        for (var i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = NumberAt(i) == segment ? (byte)1 : (byte)0;
        return mask;
    }

    int NumberAt(int pixel) => _bytes == 1 ? _labels[pixel] : BinaryPrimitives.ReadUInt16LittleEndian(_labels.AsSpan(2 * pixel));
}
