using System.Globalization;

using Acsa.Dicom.IO.Buffer;
using Acsa.Dicom.StructuredReport;

namespace Acsa.Dicom;

/// <summary>Makes the item of a value representation from values of one of the types that it takes.</summary>
internal static class ItemFactory
{
    /// <exception cref="InvalidOperationException">The value representation does not take values of this type.</exception>
    internal static DicomItem Create<T>(DicomVR vr, DicomTag tag, T[] values)
    {
        if (vr == DicomVR.SQ) return CreateSequence(tag, values) ?? throw Refuse<T>(vr);
        if (values.Length == 0) return Create(vr, tag, DicomCharacterSet.Default, EmptyBuffer.Value);
        if (values is IByteBuffer[] { Length: 1 } buffers && !vr.IsString) return Create(vr, tag, DicomCharacterSet.Default, buffers[0]);
        return (vr.IsString ? CreateText(vr, tag, values) : CreateNumbers(vr, tag, values)) ?? throw Refuse<T>(vr);
    }

    /// <summary>The element of a value that was read, without copying.</summary>
    internal static DicomElement Create(DicomVR vr, DicomTag tag, DicomCharacterSet characters, IByteBuffer data) => vr.Code switch
    {
        "AE" => new DicomApplicationEntity(tag, data),
        "AS" => new DicomAgeString(tag, data),
        "AT" => new DicomAttributeTag(tag, data),
        "CS" => new DicomCodeString(tag, data),
        "DA" => new DicomDate(tag, data),
        "DS" => new DicomDecimalString(tag, data),
        "DT" => new DicomDateTime(tag, data),
        "FD" => new DicomFloatingPointDouble(tag, data),
        "FL" => new DicomFloatingPointSingle(tag, data),
        "IS" => new DicomIntegerString(tag, data),
        "LO" => new DicomLongString(tag, characters, data),
        "LT" => new DicomLongText(tag, characters, data),
        "OB" => new DicomOtherByte(tag, data),
        "OD" => new DicomOtherDouble(tag, data),
        "OF" => new DicomOtherFloat(tag, data),
        "OL" => new DicomOtherLong(tag, data),
        "OV" => new DicomOtherVeryLong(tag, data),
        "OW" => new DicomOtherWord(tag, data),
        "PN" => new DicomPersonName(tag, characters, data),
        "SH" => new DicomShortString(tag, characters, data),
        "SL" => new DicomSignedLong(tag, data),
        "SS" => new DicomSignedShort(tag, data),
        "ST" => new DicomShortText(tag, characters, data),
        "SV" => new DicomSignedVeryLong(tag, data),
        "TM" => new DicomTime(tag, data),
        "UC" => new DicomUnlimitedCharacters(tag, characters, data),
        "UI" => new DicomUniqueIdentifier(tag, data),
        "UL" => new DicomUnsignedLong(tag, data),
        "UR" => new DicomUniversalResource(tag, characters, data),
        "US" => new DicomUnsignedShort(tag, data),
        "UT" => new DicomUnlimitedText(tag, characters, data),
        "UV" => new DicomUnsignedVeryLong(tag, data),
        _ => new DicomUnknown(tag, data),
    };

    private static DicomSequence? CreateSequence<T>(DicomTag tag, T[] values) => values switch
    {
        { Length: 0 } => new DicomSequence(tag),
        DicomContentItem[] items => new DicomSequence(tag, Array.ConvertAll(items, item => item.Dataset)),
        DicomDataset[] items => new DicomSequence(tag, items),
        _ => null,
    };

    private static DicomElement? CreateText<T>(DicomVR vr, DicomTag tag, T[] values) => (object)values switch
    {
        string[] text => CreateText(vr, tag, text),
        DateTime[] dates when vr == DicomVR.DA => new DicomDate(tag, dates),
        DateTime[] dates when vr == DicomVR.DT => new DicomDateTime(tag, dates),
        DateTime[] dates when vr == DicomVR.TM => new DicomTime(tag, dates),
        decimal[] numbers when vr == DicomVR.DS => new DicomDecimalString(tag, numbers),
        double[] numbers when vr == DicomVR.DS =>
            new DicomDecimalString(tag, Array.ConvertAll(numbers, DicomDecimalString.ToDecimalString)),
        float[] numbers when vr == DicomVR.DS => new DicomDecimalString(tag, Array.ConvertAll(numbers, FloatText)),
        int[] numbers when vr == DicomVR.IS && typeof(T) == typeof(int) => new DicomIntegerString(tag, numbers),
        DicomUID[] uids when vr == DicomVR.UI => new DicomUniqueIdentifier(tag, uids),
        DicomTransferSyntax[] syntaxes when vr == DicomVR.UI => new DicomUniqueIdentifier(tag, syntaxes),
        _ when vr == DicomVR.CS && typeof(T).IsEnum =>
            new DicomCodeString(tag, Array.ConvertAll(values, value => value!.ToString()!.ToUpperInvariant())),
        _ => null,
    };

    private static DicomElement CreateText(DicomVR vr, DicomTag tag, string[] text) => vr.Code switch
    {
        "AE" => new DicomApplicationEntity(tag, text),
        "AS" => new DicomAgeString(tag, text),
        "CS" => new DicomCodeString(tag, text),
        "DA" => new DicomDate(tag, text),
        "DS" => new DicomDecimalString(tag, text),
        "DT" => new DicomDateTime(tag, text),
        "IS" => new DicomIntegerString(tag, text),
        "LO" => new DicomLongString(tag, text),
        "LT" => new DicomLongText(tag, text[0]),
        "PN" => new DicomPersonName(tag, text),
        "SH" => new DicomShortString(tag, text),
        "ST" => new DicomShortText(tag, text[0]),
        "TM" => new DicomTime(tag, text),
        "UC" => new DicomUnlimitedCharacters(tag, text),
        "UI" => new DicomUniqueIdentifier(tag, text),
        "UR" => new DicomUniversalResource(tag, text[0]),
        _ => new DicomUnlimitedText(tag, text[0]),
    };

    private static DicomElement? CreateNumbers<T>(DicomVR vr, DicomTag tag, T[] values) => vr.Code switch
    {
        "AT" => Numbers(values, DicomTag.Parse) is { } v ? new DicomAttributeTag(tag, v) : null,
        "FD" => Doubles(values) is { } v ? new DicomFloatingPointDouble(tag, v) : null,
        "FL" => Floats(values) is { } v ? new DicomFloatingPointSingle(tag, v) : null,
        "SL" => Numbers(values, Parse<int>) is { } v ? new DicomSignedLong(tag, v) : null,
        "SS" => Numbers(values, Parse<short>) is { } v ? new DicomSignedShort(tag, v) : null,
        "SV" => Numbers(values, Parse<long>) is { } v ? new DicomSignedVeryLong(tag, v) : null,
        "UL" => Numbers(values, Parse<uint>) is { } v ? new DicomUnsignedLong(tag, v) : null,
        "US" => Numbers(values, Parse<ushort>) is { } v ? new DicomUnsignedShort(tag, v) : null,
        "UV" => Numbers(values, Parse<ulong>) is { } v ? new DicomUnsignedVeryLong(tag, v) : null,
        "OB" => Exactly<T, byte>(values) is { } v ? new DicomOtherByte(tag, v) : null,
        "OW" => Exactly<T, ushort>(values) is { } v ? new DicomOtherWord(tag, v) : null,
        "OL" => Exactly<T, uint>(values) is { } v ? new DicomOtherLong(tag, v) : null,
        "OF" => Exactly<T, float>(values) is { } v ? new DicomOtherFloat(tag, v) : null,
        "OD" => Exactly<T, double>(values) is { } v ? new DicomOtherDouble(tag, v) : null,
        "OV" => Exactly<T, ulong>(values) is { } v ? new DicomOtherVeryLong(tag, v) : null,
        "UN" => Exactly<T, byte>(values) is { } v ? new DicomUnknown(tag, v) : null,
        _ => null,
    };

    // The runtime lets short[] pass for ushort[] and enum[] for int[]; the type asked for is the type meant.
    private static TNumber[]? Exactly<T, TNumber>(T[] values) => typeof(T) == typeof(TNumber) ? (TNumber[])(object)values : null;

    private static TNumber[]? Numbers<T, TNumber>(T[] values, Converter<string, TNumber> parse) =>
        Exactly<T, TNumber>(values) ?? (values is string[] text ? Array.ConvertAll(NotEmpty(text), parse) : null);

    private static double[]? Doubles<T>(T[] values) =>
        values is float[] singles ? Array.ConvertAll(singles, single => (double)single) : Numbers(values, Parse<double>);

    private static float[]? Floats<T>(T[] values) =>
        values is double[] doubles ? Array.ConvertAll(doubles, number => (float)number) : Numbers(values, Parse<float>);

    private static string[] NotEmpty(string[] text) =>
        [.. text.SelectMany(one => (one ?? "").Split('\\')).Where(one => !string.IsNullOrWhiteSpace(one))];

    private static TNumber Parse<TNumber>(string text) where TNumber : IParsable<TNumber> =>
        TNumber.Parse(text, CultureInfo.InvariantCulture);

    private static string FloatText(float number) => float.IsFinite(number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : DicomDecimalString.ToDecimalString((double)number);

    private static InvalidOperationException Refuse<T>(DicomVR vr) =>
        new($"Unable to create DICOM element of type {vr.Code} with values of type {typeof(T)}");
}
