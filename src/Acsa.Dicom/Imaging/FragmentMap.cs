using System.Runtime.InteropServices;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging;

/// <summary>Which fragments make up which frame. The ways of telling are tried from the surest to the weakest.</summary>
internal sealed class FragmentMap
{
    /// <summary>The tag and length of an item, in bytes, that stand before each fragment.</summary>
    public const int ItemHeader = 8;

    private readonly IByteBuffer[] _fragments;
    private readonly int[] _starts;
    private readonly ulong[]? _lengths;

    private FragmentMap(IByteBuffer[] fragments, int[] starts, ulong[]? lengths = null)
    {
        _fragments = fragments;
        _starts = starts;
        _lengths = lengths;
    }

    /// <summary>Throws DicomImagingException, saying what was found, where no rule tells the frames apart.</summary>
    public static FragmentMap Create(DicomDataset dataset, DicomFragmentSequence sequence, int frames)
    {
        IByteBuffer[] fragments = [.. sequence.Fragments];
        if (fragments.Length == 0) throw new DicomImagingException("The encapsulated Pixel Data have no fragments.");
        if (FromExtendedOffsets(dataset, fragments, frames) is { } extended) return extended;
        // A.4: the fragments of an object with one frame are that frame.
        if (frames == 1) return new FragmentMap(fragments, [0]);
        if (fragments.Length < frames)
            throw new DicomImagingException($"The object has {frames} frames but only {fragments.Length} fragments.");
        ulong[] offsets = [.. sequence.OffsetTable.Select(o => (ulong)o)];
        if (FromOffsets(offsets, fragments, frames) is { } starts) return new FragmentMap(fragments, starts);
        if (fragments.Length == frames) return new FragmentMap(fragments, [.. Enumerable.Range(0, frames)]);
        if (FromMarkers(fragments, frames) is { } found) return new FragmentMap(fragments, found);
        throw new DicomImagingException(
            $"{fragments.Length} fragments hold {frames} frames, and neither an offset table nor JPEG markers tell where each begins.");
    }

    public IByteBuffer Frame(int frame)
    {
        var first = _starts[frame];
        var last = frame + 1 < _starts.Length ? _starts[frame + 1] : _fragments.Length;
        long size = 0;
        for (var i = first; i < last; i++) size += _fragments[i].Size;
        if (size > ImagingLimits.MaxCompressedFrameBytes)
            throw new DicomImagingException($"{size} bytes of one frame are over the limit of {ImagingLimits.MaxCompressedFrameBytes}.");

        var whole = last - first == 1 ? _fragments[first] : new CompositeByteBuffer(_fragments[first..last]);
        // The Extended Offset Table gives lengths without the padding byte.
        return _lengths is { } lengths && lengths[frame] < (ulong)size ? new RangeByteBuffer(whole, 0, (int)lengths[frame]) : whole;
    }

    /// <summary>PS3.3 C.7.6.3.1.8: Extended Offset Table (7FE0,0001) and lengths (7FE0,0002), 64 bits each; one fragment a frame.</summary>
    private static FragmentMap? FromExtendedOffsets(DicomDataset dataset, IByteBuffer[] fragments, int frames)
    {
        var offsets = ReadTable(dataset, DicomTag.ExtendedOffsetTable);
        if (offsets.Length != frames || FromOffsets(offsets, fragments, frames) is not { } starts) return null;
        var lengths = ReadTable(dataset, DicomTag.ExtendedOffsetTableLengths);
        return new FragmentMap(fragments, starts, lengths.Length == frames ? lengths : null);
    }

    private static ulong[] ReadTable(DicomDataset dataset, DicomTag tag)
    {
        var buffer = dataset.GetDicomItem<DicomElement>(tag)?.Buffer;
        if (buffer is null || buffer.Size > 8L * ImagingLimits.MaxFrames) return [];
        return MemoryMarshal.Cast<byte, ulong>(buffer.Data).ToArray();
    }

    /// <summary>
    /// The fragment that begins at each offset, counted from the first item behind the table (PS3.5 A.4); null where an offset hits none.
    /// </summary>
    private static int[]? FromOffsets(ulong[] offsets, IByteBuffer[] fragments, int frames)
    {
        if (offsets.Length != frames) return null;
        var starts = new int[frames];
        ulong at = 0;
        var next = 0;
        for (var i = 0; i < fragments.Length && next < frames; i++)
        {
            if (offsets[next] == at) starts[next++] = i;
            at += ItemHeader + (ulong)fragments[i].Size;
        }
        return next == frames && starts[0] == 0 ? starts : null;
    }

    /// <summary>
    /// JPEG streams begin with FFD8FF, JPEG 2000 codestreams with FF4FFF51; the fragments between two beginnings continue the first.
    /// </summary>
    private static int[]? FromMarkers(IByteBuffer[] fragments, int frames)
    {
        var starts = new List<int>(frames);
        var begin = new byte[4];
        for (var i = 0; i < fragments.Length; i++)
        {
            if (fragments[i].Size < begin.Length) continue;
            fragments[i].GetByteRange(0, begin.Length, begin);
            var jpeg = begin[0] == 0xFF && begin[1] == 0xD8 && begin[2] == 0xFF;
            var jpeg2000 = begin[0] == 0xFF && begin[1] == 0x4F && begin[2] == 0xFF && begin[3] == 0x51;
            if (jpeg || jpeg2000) starts.Add(i);
            if (starts.Count > frames) return null;
        }
        return starts.Count == frames && starts[0] == 0 ? [.. starts] : null;
    }
}
