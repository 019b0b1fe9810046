using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.Imaging;

/// <summary>Encapsulated frames, each one or more fragments (PS3.5 annex A.4).</summary>
internal sealed class EncapsulatedPixelData : DicomPixelData
{
    private DicomFragmentSequence _fragments;
    private bool _own;
    private FragmentMap? _map;
    private long _end;

    public EncapsulatedPixelData(DicomDataset dataset, DicomFragmentSequence? fragments) : base(dataset)
    {
        _fragments = fragments ?? new DicomOtherByteFragment(DicomTag.PixelData);
        if (fragments is not null) return;
        _own = true;
        Dataset.AddOrUpdate(_fragments);
    }

    public override IByteBuffer GetFrame(int frame)
    {
        CheckFrame(frame);
        var map = _map ??= FragmentMap.Create(Dataset, _fragments, NumberOfFrames);
        return map.Frame(frame);
    }

    public override void AddFrame(IByteBuffer data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!_own) CopyFragments();
        // A.4: a fragment has an even length.
        var fragment = (data.Size & 1) == 0 ? data : new CompositeByteBuffer(data, new MemoryByteBuffer([0]));
        _fragments.Fragments.Add(fragment);
        if (_end > uint.MaxValue) _fragments.OffsetTable.Clear();
        else if (_fragments.OffsetTable.Count == NumberOfFrames) _fragments.OffsetTable.Add((uint)_end);
        _end += FragmentMap.ItemHeader + fragment.Size;
        _map = null;
        NumberOfFrames++;
    }

    /// <summary>
    /// The fragments that were read may be shared with the data set that this one was cloned from, so additions go to a copy.
    /// </summary>
    private void CopyFragments()
    {
        var copy = new DicomOtherByteFragment(DicomTag.PixelData);
        foreach (var offset in _fragments.OffsetTable) copy.OffsetTable.Add(offset);
        foreach (var fragment in _fragments.Fragments)
        {
            copy.Fragments.Add(fragment);
            _end += FragmentMap.ItemHeader + fragment.Size;
        }
        _fragments = copy;
        _own = true;
        Dataset.AddOrUpdate(copy);
    }
}
