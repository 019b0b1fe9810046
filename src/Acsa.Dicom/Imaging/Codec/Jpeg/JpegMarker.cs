namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>The second byte of a JPEG marker (ITU-T T.81 table B.1; 0xF7 and 0xF8 from T.87 annex C).</summary>
internal static class JpegMarker
{
    public const byte Sof0Baseline = 0xC0;
    public const byte Sof1Extended = 0xC1;
    public const byte Sof2Progressive = 0xC2;
    public const byte Sof3Lossless = 0xC3;
    public const byte HuffmanTables = 0xC4;
    public const byte Sof5 = 0xC5;
    public const byte Sof7 = 0xC7;
    public const byte JpegExtensions = 0xC8;
    public const byte Sof9 = 0xC9;
    public const byte Sof11 = 0xCB;
    public const byte ArithmeticConditioning = 0xCC;
    public const byte Sof13 = 0xCD;
    public const byte Sof15 = 0xCF;
    public const byte Restart0 = 0xD0;
    public const byte Restart7 = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte NumberOfLines = 0xDC;
    public const byte RestartInterval = 0xDD;
    public const byte HierarchicalProgression = 0xDE;
    public const byte ExpandReference = 0xDF;
    public const byte App0 = 0xE0;
    public const byte App14 = 0xEE;
    public const byte App15 = 0xEF;
    public const byte JpegLs = 0xF7;
    public const byte JpegLsParameters = 0xF8;
    public const byte Comment = 0xFE;
    public const byte Temporary = 0x01;
}
