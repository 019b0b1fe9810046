using System.Buffers.Binary;

namespace Acsa.Dicom.Network.Pdu;

/// <summary>
/// Walks the items of a list. PS3.8 9.3.2: | 0 item-type | 1 reserved | 2..3 length of the value, big endian | 4.. value |
/// </summary>
internal ref struct PduItemReader
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _end;
    private int _next;
    private int _valueStart;
    private int _valueLength;
    private int _count;

    public PduItemReader(ReadOnlySpan<byte> body, int start)
        : this(body, start, body.Length)
    {
    }

    private PduItemReader(ReadOnlySpan<byte> body, int start, int end)
    {
        _body = body;
        _next = start;
        _end = end;
    }

    public PduItemType Type { get; private set; }

    /// <summary>Why <see cref="MoveNext"/> returned false, if not because the list ended.</summary>
    public PduFailure Failure { get; private set; }

    public readonly ReadOnlySpan<byte> Value => _body.Slice(_valueStart, _valueLength);

    public bool MoveNext()
    {
        if (_next == _end || Failure.Kind != PduFailureKind.None) return false;
        if (_end - _next < 4) return Stop(PduFailureKind.ItemTooShort);
        if (++_count > NetworkLimits.ItemsPerList) return Stop(PduFailureKind.TooManyItems);

        Type = (PduItemType)_body[_next];
        _valueLength = BinaryPrimitives.ReadUInt16BigEndian(_body[(_next + 2)..]);
        _valueStart = _next + 4;
        if (_valueLength > _end - _valueStart)
        {
            _valueLength = 0;
            return Stop(PduFailureKind.ItemOverrun);
        }

        _next = _valueStart + _valueLength;
        return true;
    }

    /// <summary>The sub-items of the current item, which start after its fixed fields.</summary>
    public readonly PduItemReader Open(int fixedFields) => new(_body, _valueStart + fixedFields, _valueStart + _valueLength);

    /// <summary>A failure at the current item.</summary>
    public readonly PduFailure Fail(PduFailureKind kind) => new(kind, Math.Max(_valueStart - 4, 0));

    private bool Stop(PduFailureKind kind)
    {
        Failure = new(kind, _next);
        return false;
    }
}
