using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>An attribute with a value of bytes. Elements do not change once made, so data sets may share them.</summary>
public abstract class DicomElement : DicomItem
{
    private IByteBuffer? _buffer;

    /// <summary>An element whose value is these bytes, little endian.</summary>
    protected DicomElement(DicomTag tag, IByteBuffer data) : base(tag)
    {
        ArgumentNullException.ThrowIfNull(data);
        _buffer = data;
    }

    /// <summary>An element whose bytes are made when they are asked for.</summary>
    private protected DicomElement(DicomTag tag) : base(tag)
    {
    }

    /// <summary>How many values there are.</summary>
    public abstract int Count { get; }

    /// <summary>The value as bytes, little endian; text that was never written is in ASCII, or in UTF-8 where that does not do.</summary>
    public IByteBuffer Buffer => _buffer ?? Encode();

    /// <summary>The size of <see cref="Buffer"/> in bytes.</summary>
    public uint Length => (uint)Buffer.Size;

    /// <summary>Whether the value came as bytes.</summary>
    private protected bool HasBytes => _buffer is not null;

    /// <summary>The value, or one of the values, as the type asked for; −1 stands for the only value or for all of them.</summary>
    /// <exception cref="InvalidCastException">The value representation has no such type.</exception>
    /// <exception cref="FormatException">The text is no such value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public abstract T Get<T>(int item = -1);

    /// <inheritdoc/>
    public override void Validate()
    {
        ValidateString();
        ValidateVM();
    }

    /// <summary>Checks the number of values against the dictionary.</summary>
    protected virtual void ValidateVM()
    {
        if (Tag.IsPrivate) return;
        var multiplicity = Tag.DictionaryEntry.ValueMultiplicity;
        if (!multiplicity.Allows(Count))
            throw new DicomValidationException(
                "", DicomVR.NONE, $"{Tag} {Tag.DictionaryEntry.Keyword} has {Count} values, its value multiplicity is {multiplicity}");
    }

    /// <summary>Checks text values.</summary>
    protected virtual void ValidateString()
    {
    }

    /// <summary>The bytes under a character set; only text whose set differs from the one it was read under is encoded anew.</summary>
    internal virtual IByteBuffer GetBuffer(DicomCharacterSet characterSet) => Buffer;

    // A composite buffer can be appended to (DicomPixelData.AddFrame does), so a copy gets its own.
    internal override DicomItem Copy()
    {
        if (_buffer is not CompositeByteBuffer composite) return this;
        var copy = (DicomElement)MemberwiseClone();
        copy._buffer = new CompositeByteBuffer(composite.Buffers);
        return copy;
    }

    private protected virtual IByteBuffer Encode() => EmptyBuffer.Value;

    private protected InvalidCastException CannotConvert<T>() =>
        new($"Unable to convert DICOM {ValueRepresentation.Code} value to '{typeof(T).Name}'");

    private protected void CheckIndex(int item)
    {
        if ((uint)item >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(item), "Index is outside the range of available value items");
    }
}
