using System.Text;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>An element of text. Text that was read is decoded when it is first asked for.</summary>
public abstract class DicomStringElement : DicomElement
{
    private readonly DicomCharacterSet? _characterSet;
    private string? _text;
    private EncodedText? _encoded;

    /// <summary>An element of this text.</summary>
    protected DicomStringElement(DicomTag tag, string? value) : base(tag) => _text = value ?? "";

    /// <summary>An element of text in these encodings: the first one, the others by escape sequences (ISO 2022).</summary>
    protected DicomStringElement(DicomTag tag, Encoding[]? encodings, IByteBuffer buffer)
        : this(tag, DicomCharacterSet.Of(encodings), buffer)
    {
    }

    private protected DicomStringElement(DicomTag tag, DicomCharacterSet characterSet, IByteBuffer buffer) : base(tag, buffer) =>
        _characterSet = characterSet;

    /// <inheritdoc/>
    public override int Count => 1;

    /// <summary>The whole text without trailing padding.</summary>
    protected string StringValue => _text ??= Decode();

    /// <inheritdoc/>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(string) || typeof(T) == typeof(object)) return (T)(object)StringValue;
        if (typeof(T) == typeof(string[]) || typeof(T) == typeof(object[])) return (T)(object)new[] { StringValue };
        return ParseValue<T>(StringValue);
    }

    /// <inheritdoc/>
    protected override void ValidateString() => ValueRepresentation.ValidateString(StringValue);

    internal override IByteBuffer GetBuffer(DicomCharacterSet characterSet)
    {
        if (HasBytes && (!ValueRepresentation.IsStringEncoded || characterSet.Equals(_characterSet) || Ascii.IsValid(Buffer.GetSpan())))
            return Buffer;
        return Encode(characterSet);
    }

    // Outside of a data set nobody knows the character set; what ASCII lacks is shown in UTF-8. Writers ask with the right one.
    private protected override IByteBuffer Encode() =>
        Encode(Ascii.IsValid(StringValue) ? DicomCharacterSet.Default : DicomCharacterSet.Utf8);

    /// <summary>Turns text into an enum member, a UID or a transfer syntax.</summary>
    private protected T ParseValue<T>(string text)
    {
        if (typeof(T) == typeof(DicomUID)) return (T)(object)DicomUID.Parse(text);
        if (typeof(T) == typeof(DicomTransferSyntax)) return (T)(object)DicomTransferSyntax.Lookup(DicomUID.Parse(text));
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (type.IsEnum) return (T)Enum.Parse(type, text, ignoreCase: true);
        throw CannotConvert<T>();
    }

    private IByteBuffer Encode(DicomCharacterSet characterSet)
    {
        var encoded = _encoded;
        if (encoded is not null && characterSet.Equals(encoded.CharacterSet)) return encoded.Buffer;
        if (StringValue.Length == 0) return EmptyBuffer.Value;
        var bytes = (ValueRepresentation.IsStringEncoded ? characterSet : DicomCharacterSet.Default)
            .Encode(StringValue, this, evenLength: true);
        _encoded = encoded = new EncodedText(characterSet, new MemoryByteBuffer(bytes));
        return encoded.Buffer;
    }

    private string Decode()
    {
        if (Buffer.Size == 0) return "";
        if (Buffer.Size > Limits.TextBytes)
            throw new DicomDataException($"{Tag} has {Buffer.Size} bytes of text; at most {Limits.TextBytes} are read");
        var bytes = Buffer.GetSpan().TrimEnd(PaddingBytes);
        return (ValueRepresentation.IsStringEncoded ? _characterSet! : DicomCharacterSet.Default).Decode(bytes, ValueRepresentation);
    }

    // PS3.5 6.2 pads UI with NUL and other text with a space; writers mix the two up, and neither means anything at the end.
    private static ReadOnlySpan<byte> PaddingBytes => " \0"u8;

    private sealed record EncodedText(DicomCharacterSet CharacterSet, IByteBuffer Buffer);
}
