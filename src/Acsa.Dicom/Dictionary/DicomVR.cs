namespace Acsa.Dicom;

/// <summary>A value representation: how an attribute's value is written (PS3.5 6.2).</summary>
public sealed class DicomVR
{
    /// <summary>No value representation: items and delimiters.</summary>
    public static readonly DicomVR NONE = new("NONE", "No Value Representation", Kind.Binary, 0, 0, 0, null);

    /// <summary>Application Entity.</summary>
    public static readonly DicomVR AE = Text("AE", "Application Entity", 16, DicomValidation.ValidateAE);

    /// <summary>Age String.</summary>
    public static readonly DicomVR AS = Text("AS", "Age String", 4, DicomValidation.ValidateAS);

    /// <summary>Attribute Tag.</summary>
    public static readonly DicomVR AT = Number("AT", "Attribute Tag", 4, 2, typeof(DicomTag));

    /// <summary>Code String.</summary>
    public static readonly DicomVR CS = Text("CS", "Code String", 16, DicomValidation.ValidateCS);

    /// <summary>Date.</summary>
    public static readonly DicomVR DA = Text("DA", "Date", 8, DicomValidation.ValidateDA, typeof(DateTime));

    /// <summary>Decimal String.</summary>
    public static readonly DicomVR DS = Text("DS", "Decimal String", 16, DicomValidation.ValidateDS, typeof(decimal));

    /// <summary>Date Time.</summary>
    public static readonly DicomVR DT = Text("DT", "Date Time", 26, DicomValidation.ValidateDT, typeof(DateTime));

    /// <summary>Floating Point Double.</summary>
    public static readonly DicomVR FD = Number("FD", "Floating Point Double", 8, 8, typeof(double));

    /// <summary>Floating Point Single.</summary>
    public static readonly DicomVR FL = Number("FL", "Floating Point Single", 4, 4, typeof(float));

    /// <summary>Integer String.</summary>
    public static readonly DicomVR IS = Text("IS", "Integer String", 12, DicomValidation.ValidateIS, typeof(int));

    /// <summary>Long String.</summary>
    public static readonly DicomVR LO = Encoded("LO", "Long String", 64, DicomValidation.ValidateLO);

    /// <summary>Long Text.</summary>
    public static readonly DicomVR LT = Encoded("LT", "Long Text", 10240, DicomValidation.ValidateLT, Kind.SingleText);

    /// <summary>Other Byte.</summary>
    public static readonly DicomVR OB = Other("OB", "Other Byte", 1, typeof(byte));

    /// <summary>Other Double.</summary>
    public static readonly DicomVR OD = Other("OD", "Other Double", 8, typeof(double));

    /// <summary>Other Float.</summary>
    public static readonly DicomVR OF = Other("OF", "Other Float", 4, typeof(float));

    /// <summary>Other Long.</summary>
    public static readonly DicomVR OL = Other("OL", "Other Long", 4, typeof(uint));

    /// <summary>Other 64-bit Very Long.</summary>
    public static readonly DicomVR OV = Other("OV", "Other Very Long", 8, typeof(ulong));

    /// <summary>Other Word.</summary>
    public static readonly DicomVR OW = Other("OW", "Other Word", 2, typeof(ushort));

    /// <summary>Person Name.</summary>
    public static readonly DicomVR PN = Encoded("PN", "Person Name", 64, DicomValidation.ValidatePN);

    /// <summary>Short String.</summary>
    public static readonly DicomVR SH = Encoded("SH", "Short String", 16, DicomValidation.ValidateSH);

    /// <summary>Signed Long.</summary>
    public static readonly DicomVR SL = Number("SL", "Signed Long", 4, 4, typeof(int));

    /// <summary>Sequence of Items.</summary>
    public static readonly DicomVR SQ = new("SQ", "Sequence of Items", Kind.Binary | Kind.LongLength, 0, 0, 0, null);

    /// <summary>Signed Short.</summary>
    public static readonly DicomVR SS = Number("SS", "Signed Short", 2, 2, typeof(short));

    /// <summary>Short Text.</summary>
    public static readonly DicomVR ST = Encoded("ST", "Short Text", 1024, DicomValidation.ValidateST, Kind.SingleText);

    /// <summary>Signed 64-bit Very Long.</summary>
    public static readonly DicomVR SV = Number("SV", "Signed Very Long", 8, 8, typeof(long), Kind.LongLength);

    /// <summary>Time.</summary>
    public static readonly DicomVR TM = Text("TM", "Time", 16, DicomValidation.ValidateTM, typeof(DateTime));

    /// <summary>Unlimited Characters.</summary>
    public static readonly DicomVR UC = Encoded("UC", "Unlimited Characters", 0, null, Kind.LongLength | Kind.MultiValue);

    /// <summary>Unique Identifier.</summary>
    public static readonly DicomVR UI = Text("UI", "Unique Identifier", 64, DicomValidation.ValidateUI, typeof(DicomUID), padding: 0);

    /// <summary>Unsigned Long.</summary>
    public static readonly DicomVR UL = Number("UL", "Unsigned Long", 4, 4, typeof(uint));

    /// <summary>Unknown.</summary>
    public static readonly DicomVR UN = Other("UN", "Unknown", 1, typeof(byte));

    /// <summary>Universal Resource Identifier or Locator; its characters are ASCII.</summary>
    public static readonly DicomVR UR =
        new("UR", "Universal Resource Identifier or Locator", Kind.String | Kind.LongLength, (byte)' ', 0, 1, typeof(string));

    /// <summary>Unsigned Short.</summary>
    public static readonly DicomVR US = Number("US", "Unsigned Short", 2, 2, typeof(ushort));

    /// <summary>Unlimited Text.</summary>
    public static readonly DicomVR UT = Encoded("UT", "Unlimited Text", 0, null, Kind.SingleText | Kind.LongLength);

    /// <summary>Unsigned 64-bit Very Long.</summary>
    public static readonly DicomVR UV = Number("UV", "Unsigned Very Long", 8, 8, typeof(ulong), Kind.LongLength);

    private static readonly DicomVR?[] ByCode = IndexCodes();

    private readonly Action<string>? _validate;

    private DicomVR(
        string code, string name, Kind kind, byte padding, uint maximumLength, int unitSize, Type? valueType,
        int byteSwap = 1, Action<string>? validate = null)
    {
        Code = code;
        Name = name;
        IsString = kind.HasFlag(Kind.String);
        IsStringEncoded = kind.HasFlag(Kind.CharacterSet);
        Is16bitLength = !kind.HasFlag(Kind.LongLength);
        IsMultiValue = kind.HasFlag(Kind.MultiValue);
        PaddingValue = padding;
        MaximumLength = maximumLength;
        UnitSize = unitSize;
        ByteSwap = byteSwap;
        ValueType = valueType ?? typeof(object);
        CodeBytes = code.Length == 2 ? (ushort)(code[0] | code[1] << 8) : (ushort)0;
        _validate = validate;
    }

    [Flags]
    private enum Kind
    {
        Binary = 0,
        String = 1,
        CharacterSet = 2,
        MultiValue = 4,
        LongLength = 8,
        SingleText = 16,
    }

    /// <summary>The two letters.</summary>
    public string Code { get; }

    /// <summary>The name in PS3.5.</summary>
    public string Name { get; }

    /// <summary>Whether the value is text.</summary>
    public bool IsString { get; }

    /// <summary>Whether Specific Character Set governs the text.</summary>
    public bool IsStringEncoded { get; }

    /// <summary>Whether the length field has 16 bits in explicit VR (PS3.5 7.1.2).</summary>
    public bool Is16bitLength { get; }

    /// <summary>Whether there may be several values.</summary>
    public bool IsMultiValue { get; }

    /// <summary>The byte that pads the value to even length.</summary>
    public byte PaddingValue { get; }

    /// <summary>The greatest length of one value in characters (text) or bytes; 0 for no limit.</summary>
    public uint MaximumLength { get; }

    /// <summary>Bytes per value; 0 where that has no meaning.</summary>
    public int UnitSize { get; }

    /// <summary>Bytes that change places together between little and big endian.</summary>
    public int ByteSwap { get; }

    /// <summary>The .NET type of one value.</summary>
    public Type ValueType { get; }

    /// <summary>The two letters as they stand in a file, read as a little-endian number.</summary>
    internal ushort CodeBytes { get; }

    /// <summary>Whether the text is checked.</summary>
    internal bool HasValidation => _validate is not null;

    /// <summary>Checks one value.</summary>
    /// <exception cref="DicomValidationException">The value breaks a rule of PS3.5 6.2.</exception>
    public void ValidateString(string content) => _validate?.Invoke(content);

    /// <summary>The value representation of this code.</summary>
    /// <exception cref="DicomDataException">There is none.</exception>
    public static DicomVR Parse(string vr) =>
        TryParse(vr, out var result) ? result : throw new DicomDataException($"Unknown VR: '{vr}'");

    /// <summary>The value representation of this code, if there is one.</summary>
    public static bool TryParse(string? vr, out DicomVR result)
    {
        result = NONE;
        return vr == "NONE" || (vr?.Length == 2 && TryParse((ushort)((byte)vr[0] | (byte)vr[1] << 8), out result));
    }

    /// <summary>The value representation of this code in ASCII, if there is one.</summary>
    public static bool TryParse(byte[]? vr, out DicomVR result)
    {
        result = NONE;
        return vr?.Length == 2 && TryParse((ushort)(vr[0] | vr[1] << 8), out result);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;

    internal static bool TryParse(ushort codeBytes, out DicomVR result)
    {
        int first = (codeBytes & 0xFF) - 'A', second = (codeBytes >> 8) - 'A';
        var found = (uint)first < 26 && (uint)second < 26 ? ByCode[first * 26 + second] : null;
        result = found ?? NONE;
        return found is not null;
    }

    private static DicomVR Text(
        string code, string name, uint length, Action<string> validate, Type? type = null, byte padding = (byte)' ') =>
        new(code, name, Kind.String | Kind.MultiValue, padding, length, 1, type ?? typeof(string), 1, validate);

    private static DicomVR Encoded(string code, string name, uint length, Action<string>? validate, Kind kind = Kind.MultiValue) =>
        new(code, name, Kind.String | Kind.CharacterSet | kind, (byte)' ', length, 1, typeof(string), 1, validate);

    private static DicomVR Number(string code, string name, int size, int swap, Type type, Kind kind = Kind.Binary) =>
        new(code, name, Kind.MultiValue | kind, 0, (uint)size, size, type, swap);

    private static DicomVR Other(string code, string name, int size, Type type) =>
        new(code, name, Kind.LongLength, 0, 0, size, type, size);

    private static DicomVR?[] IndexCodes()
    {
        DicomVR[] all =
        [
            AE, AS, AT, CS, DA, DS, DT, FD, FL, IS, LO, LT, OB, OD, OF, OL, OV, OW, PN,
            SH, SL, SQ, SS, ST, SV, TM, UC, UI, UL, UN, UR, US, UT, UV,
        ];
        var table = new DicomVR?[26 * 26];
        foreach (var vr in all) table[(vr.Code[0] - 'A') * 26 + vr.Code[1] - 'A'] = vr;
        return table;
    }
}
