using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Encapsulated pixel data: a basic offset table and fragments (PS3.5 A.4).</summary>
public abstract class DicomFragmentSequence : DicomItem, IEnumerable<IByteBuffer>
{
    /// <summary>An empty sequence.</summary>
    protected DicomFragmentSequence(DicomTag tag) : base(tag)
    {
    }

    /// <summary>Offset of the first fragment of each frame, from the first byte behind the table; empty if not given.</summary>
    public IList<uint> OffsetTable { get; private set; } = new List<uint>();

    /// <summary>The fragments.</summary>
    public IList<IByteBuffer> Fragments { get; private set; } = new List<IByteBuffer>();

    /// <inheritdoc/>
    public IEnumerator<IByteBuffer> GetEnumerator() => Fragments.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    internal override DicomItem Copy()
    {
        var copy = (DicomFragmentSequence)MemberwiseClone();
        copy.OffsetTable = new List<uint>(OffsetTable);
        copy.Fragments = new List<IByteBuffer>(Fragments);
        return copy;
    }
}
