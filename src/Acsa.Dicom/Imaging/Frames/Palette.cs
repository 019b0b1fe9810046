namespace Acsa.Dicom.Imaging;

/// <summary>
/// The three look-up tables of a PALETTE COLOR image in 8 bits a colour (PS3.3 C.7.6.3.1.5 and C.7.6.3.1.6), plain or segmented (C.7.9.2).
/// </summary>
public sealed class Palette
{
    private readonly byte[] _red;
    private readonly byte[] _green;
    private readonly byte[] _blue;

    private Palette(byte[] red, byte[] green, byte[] blue, int first)
    {
        (_red, _green, _blue) = (red, green, blue);
        FirstValueMapped = first;
    }

    /// <summary>The stored value that entry 0 belongs to; smaller values get entry 0, larger ones than the last get the last.</summary>
    public int FirstValueMapped { get; }

    /// <summary>The number of entries.</summary>
    public int Length => _red.Length;

    /// <summary>Red, green and blue of entry <paramref name="index"/>, 0–255.</summary>
    public (byte Red, byte Green, byte Blue) Entry(int index) => (_red[index], _green[index], _blue[index]);

    /// <summary>The entry of a stored value.</summary>
    public int IndexOf(int storedValue) => Math.Clamp(storedValue - FirstValueMapped, 0, Length - 1);

    /// <summary>Reads the palette. Throws DicomImagingException naming what is missing or does not fit.</summary>
    public static Palette Read(DicomDataset dataset)
    {
        var red = PaletteTable.Read(dataset, "Red", DicomTag.RedPaletteColorLookupTableDescriptor,
            DicomTag.RedPaletteColorLookupTableData, DicomTag.SegmentedRedPaletteColorLookupTableData);
        var green = PaletteTable.Read(dataset, "Green", DicomTag.GreenPaletteColorLookupTableDescriptor,
            DicomTag.GreenPaletteColorLookupTableData, DicomTag.SegmentedGreenPaletteColorLookupTableData);
        var blue = PaletteTable.Read(dataset, "Blue", DicomTag.BluePaletteColorLookupTableDescriptor,
            DicomTag.BluePaletteColorLookupTableData, DicomTag.SegmentedBluePaletteColorLookupTableData);
        if (green.Entries.Length != red.Entries.Length || blue.Entries.Length != red.Entries.Length)
            throw new DicomImagingException("The three palette tables have different lengths.");
        return new Palette(red.Entries, green.Entries, blue.Entries, red.First);
    }
}
