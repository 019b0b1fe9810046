using System.IO.Compression;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom.IO.Reader;

/// <summary>
/// Parses data sets (PS3.5 7): explicit and implicit VR, both byte orders, sequences and items of defined and undefined length. Nesting
/// is counted, every length is compared with what is left.
/// </summary>
internal sealed partial class DicomDatasetReader
{
    private const uint Undefined = 0xFFFFFFFF;
    private const uint Item = 0xFFFEE000;
    private const uint ItemDelimitation = 0xFFFEE00D;
    private const uint SequenceDelimitation = 0xFFFEE0DD;
    private const uint PixelData = 0x7FE00010;

    // Groups up to this one begin with dates, names and numbers.
    private const ushort LastShortGroup = 0x0020;

    private readonly DicomByteSource _source;
    private readonly DicomReadSettings _settings;
    private readonly DicomTransferSyntax _syntax;
    private int _elements;
    private long _moves;
    private long _smallValues;
    private bool _isStopped;
    private ReadScope? _current;
    private ParseState? _state;

    private DicomDatasetReader(DicomByteSource source, DicomTransferSyntax syntax, DicomReadSettings settings)
    {
        _source = source;
        _syntax = syntax;
        _settings = settings;
    }

    /// <summary>Reads a data set to the end of the stream, all of it into memory.</summary>
    /// <exception cref="DicomDataException">The bytes are no data set in this transfer syntax, or end too early.</exception>
    internal static DicomDataset Read(Stream stream, DicomTransferSyntax syntax)
    {
        var dataset = new DicomDataset(syntax);
        using var source = new DicomByteSource(stream);
        Read(source, dataset, syntax, DicomReadSettings.Default);
        return dataset;
    }

    /// <summary>Reads a data set from memory; it keeps parts of the array, which must not change afterwards.</summary>
    /// <exception cref="DicomDataException">The bytes are no data set in this transfer syntax, or end too early.</exception>
    internal static DicomDataset Read(byte[] data, DicomTransferSyntax syntax, DicomReadSettings? settings = null)
    {
        var dataset = new DicomDataset(syntax);
        using var source = new DicomByteSource(data);
        Read(source, dataset, syntax, settings ?? DicomReadSettings.Default);
        return dataset;
    }

    /// <summary>Reads a command set: group 0000 in implicit VR little endian (PS3.7 6.3.1).</summary>
    /// <exception cref="DicomDataException">The bytes are no command set.</exception>
    internal static DicomDataset ReadCommand(byte[] data) => Read(data, DicomTransferSyntax.ImplicitVRLittleEndian);

    /// <summary>Reads into <paramref name="dataset"/>, so that what came before a failure stands there.</summary>
    /// <returns>Whether the end was reached, not the place where the caller wanted to stop.</returns>
    /// <exception cref="EndOfDataSetException">The bytes end too early.</exception>
    /// <exception cref="DicomDataException">The bytes are no data set in this transfer syntax.</exception>
    internal static bool Read(DicomByteSource source, DicomDataset dataset, DicomTransferSyntax syntax, DicomReadSettings settings)
    {
        dataset.ValidateItems = false;
        dataset.FallbackCharacterSet = settings.Characters;
        if (syntax.IsDeflate) return ReadDeflated(source, dataset, syntax, settings);
        var reader = new DicomDatasetReader(source, syntax, settings);
        var isExplicit = reader.IsExplicit(syntax.IsExplicitVR);
        if (!syntax.IsEncapsulated && isExplicit != syntax.IsExplicitVR)
            dataset.InternalTransferSyntax =
                isExplicit ? DicomTransferSyntax.ExplicitVRLittleEndian : DicomTransferSyntax.ImplicitVRLittleEndian;
        var scope = new ReadScope(dataset, new ElementCoding(isExplicit, syntax.IsBigEndian), settings.Characters);
        reader.ReadAll(scope);
        return !reader._isStopped;
    }

    private static bool ReadDeflated(DicomByteSource source, DicomDataset dataset, DicomTransferSyntax syntax, DicomReadSettings settings)
    {
        using var inflater = new DeflateStream(source.AsStream(), CompressionMode.Decompress);
        try
        {
            var inMemory = new DicomReadSettings
            {
                LargeObjectSize = settings.SkipLarge ? settings.LargeObjectSize : long.MaxValue,
                SkipLarge = settings.SkipLarge,
                Elements = settings.Elements,
                Stop = settings.Stop,
                Characters = settings.Characters,
            };
            using var inflated = new DicomByteSource(inflater, Limits.InflatedDataSet);
            var reader = new DicomDatasetReader(inflated, syntax, inMemory);
            reader.ReadAll(new ReadScope(dataset, new ElementCoding(true, false), settings.Characters));
            return !reader._isStopped;
        }
        catch (InvalidDataException e)
        {
            throw new DicomDataException("The data set is not deflated as its transfer syntax says", e);
        }
    }

    /// <summary>
    /// Some writers name one of the two little-endian syntaxes and use the other. The first element tells: in explicit VR two capital
    /// letters stand where implicit VR has the low half of a length that then would be above 16 KiB, which nothing is that stands first.
    /// </summary>
    private bool IsExplicit(bool declared)
    {
        if (_syntax.IsBigEndian || !_source.TryFill(8)) return declared;
        var isVr = DicomVR.TryParse(_source.PeekUInt16(4, bigEndian: false), out _);
        if (declared) return true;
        // Where a data set begins late, it may begin with something large.
        return isVr && (_source.PeekUInt16(0, bigEndian: false) <= LastShortGroup || _source.PeekUInt32(4, bigEndian: false) > 1 << 20);
    }

    private void ReadAll(ReadScope scope)
    {
        _source.BeforeOverwriting = TakeBorrowed;
        try
        {
            ReadElements(scope);
        }
        finally
        {
            // What there was before a failure stays, and the buffer is free for others.
            for (; _current is not null; _current = _current.Outer) _current.Dataset.EndReading();
            _source.BeforeOverwriting = null;
        }
    }

    private void TakeBorrowed()
    {
        for (var scope = _current; scope is not null; scope = scope.Outer) scope.Dataset.TakeBorrowed();
    }

    /// <summary>Reads elements up to the end of the scope.</summary>
    private void ReadElements(ReadScope scope)
    {
        _current = scope;
        scope.Dataset.BeginReading(scope.Characters, _source.Borrowed);
        ReadElementsOf(scope);
        scope.Dataset.EndReading();
        _current = scope.Outer;
    }

    private void ReadElementsOf(ReadScope scope)
    {
        while (!_isStopped && _source.Position < scope.End)
        {
            if (!_source.TryFill(8))
            {
                if (scope.Depth == 0 && IsPadding(_source.Buffered)) return;
                throw new EndOfDataSetException(_source.Position);
            }
            var bigEndian = scope.Coding.IsBigEndian;
            var tag = (uint)_source.PeekUInt16(0, bigEndian) << 16 | _source.PeekUInt16(2, bigEndian);
            if (_settings.OnlyGroup is { } group && scope.Depth == 0 && tag >> 16 != group) return;
            if (tag >> 16 == 0xFFFE)
            {
                if (EndsScope(tag, scope)) return;
                continue;
            }
            // Zeros behind the last element are padding.
            if (tag == 0 && scope.Depth == 0 && scope.Dataset.ItemCount > 0) return;
            if (IsStop(tag, scope)) return;
            ReadElement(tag, scope);
        }
    }

    private bool IsStop(uint tag, ReadScope scope)
    {
        if (_settings.Stop is null) return false;
        var known = scope.Dataset.TagOf(tag);
        _state ??= new ParseState { Tag = known };
        (_state.Tag, _state.PreviousTag, _state.SequenceDepth) = (known, scope.PreviousTag, scope.Depth);
        _isStopped = _settings.Stop(_state);
        scope.PreviousTag = known;
        return _isStopped;
    }

    /// <summary>Handles an item or delimiter tag between elements; true if the scope ends.</summary>
    private bool EndsScope(uint tag, ReadScope scope)
    {
        if (tag == ItemDelimitation)
        {
            _source.Advance(8);
            // In an item of defined length, or outside of any, it is superfluous.
            return scope is { Depth: > 0, HasUndefinedLength: true };
        }
        // An item that lacks its delimiter: the sequence goes on, or ends.
        if (scope is { Depth: > 0, HasUndefinedLength: true } && tag is Item or SequenceDelimitation) return true;
        if (tag != SequenceDelimitation) throw new DicomDataException($"Item tag between elements at byte {_source.Position}");
        _source.Advance(8);
        return false;
    }

    private void ReadElement(uint value, ReadScope scope)
    {
        Count();
        var position = _source.Position;
        var (vr, length) = ReadHeader(value, scope);
        if (length == Undefined)
        {
            ReadUndefinedLength(scope.Dataset.TagOf(value), vr, scope);
            return;
        }
        if (length > scope.End - _source.Position)
            throw new DicomDataException(
                $"The length {length} of {scope.Dataset.TagOf(value)} at byte {position} goes beyond the item around it");
        if (vr == DicomVR.SQ) ReadSequence(scope.Dataset.TagOf(value), _source.Position + length, scope, scope.Coding);
        else if (length >= _settings.LargeObjectSize && (_settings.SkipLarge || _settings.File is not null))
            ReadLarge(value, vr, length, scope);
        else ReadSmall(value, vr, length, scope);
    }

    private void ReadLarge(uint value, DicomVR vr, long length, ReadScope scope)
    {
        if (LeaveInFile(length) is not { } inFile) return;
        var unit = scope.Coding.IsBigEndian ? vr.ByteSwap : 1;
        IByteBuffer data = unit > 1 ? new SwapByteBuffer(inFile, unit) : inFile;
        Add(scope, ItemFactory.Create(vr, scope.Dataset.TagOf(value), scope.Characters, data));
        CountMoves(scope.Observe(value, vr, []), value);
    }

    private void ReadSmall(uint value, DicomVR vr, long length, ReadScope scope)
    {
        if (!HasRoomFor(length))
            throw new DicomDataException($"With {scope.Dataset.TagOf(value)} the values that come into memory would have {_smallValues} bytes" +
                $" together; at most {_settings.SmallValues} do");
        var unit = scope.Coding.IsBigEndian ? vr.ByteSwap : 1;
        var offset = 0;
        var bytes = unit == 1 || length == 0 ? _source.Take(length, out offset) : _source.ReadArray(length);
        if (unit > 1) ByteOrder.Swap(bytes.AsSpan(offset, (int)length), unit);
        CountMoves(scope.Dataset.AddRead(value, vr, bytes, offset, (int)length), value);
        CountMoves(scope.Observe(value, vr, bytes.AsSpan(offset, (int)length)), value);
    }

    private void ReadUndefinedLength(DicomTag tag, DicomVR vr, ReadScope scope)
    {
        if (vr == DicomVR.SQ) ReadSequence(tag, null, scope, scope.Coding);
        else if (tag.Value == PixelData || vr == DicomVR.OB || vr == DicomVR.OW) ReadFragments(tag, vr, scope);
        // PS3.5 6.2.2 note 4 (CP-246): whatever the data set's syntax, inside it is implicit VR little endian.
        else if (vr == DicomVR.UN) ReadSequence(tag, null, scope, new ElementCoding(IsExplicit: false, IsBigEndian: false));
        else throw new DicomDataException($"{tag} with value representation {vr.Code} has no length");
    }

    /// <summary>Counts a value that comes into memory; false if it is one too many.</summary>
    private bool HasRoomFor(long length) => (_smallValues += length) <= _settings.SmallValues;

    /// <summary>Passes over a large value; gives where it lies, or null if large ones are to be left out.</summary>
    private FileByteBuffer? LeaveInFile(long length)
    {
        var position = _source.Position;
        _source.Skip(length);
        return _settings.SkipLarge ? null : new FileByteBuffer(_settings.File!, _settings.FileOffset + position, length);
    }

    private void Add(ReadScope scope, DicomItem item) => CountMoves(scope.Dataset.AddRead(item), item.Tag.Value);

    private void CountMoves(int moves, uint tag)
    {
        _moves += moves;
        if (_moves > Limits.MovesPerDataSet)
            throw new DicomDataException(
                $"The elements of the data set are so far out of order that {DicomTag.FromValue(tag)} is not put in its place");
    }

    private void Count()
    {
        if (++_elements > _settings.Elements)
            throw new DicomDataException($"The data set has more than {_settings.Elements} elements and items");
    }

    private static bool IsPadding(ReadOnlySpan<byte> rest) => !rest.ContainsAnyExcept((byte)0);
}
