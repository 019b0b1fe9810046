using Acsa.Dicom.Imaging;
using Acsa.Dicom.IO.Buffer;

namespace Acsa.Interop.Tests.PixelData;

/// <summary>A computed picture in one photometric interpretation and one layout of bits: a column of the conformance table.</summary>
internal sealed record PixelSample(
    string Name, string Photometric, int Samples, int Allocated, int Stored, int HighBit, bool Signed = false, int? Planar = null,
    int EntryBits = 0, bool Segmented = false)
{
    public const int Columns = 62;
    public const int Rows = 47;
    const int Frames = 2;

    public static PixelSample[] All { get; } =
    [
        new("MONO2 8", "MONOCHROME2", 1, 8, 8, 7),
        new("MONO1 8", "MONOCHROME1", 1, 8, 8, 7),
        new("MONO2 10/16", "MONOCHROME2", 1, 16, 10, 9),
        new("MONO2 12/16", "MONOCHROME2", 1, 16, 12, 11),
        new("MONO2 12/16 high 15", "MONOCHROME2", 1, 16, 12, 15),
        new("MONO2 16", "MONOCHROME2", 1, 16, 16, 15),
        new("MONO2 16 signed", "MONOCHROME2", 1, 16, 16, 15, Signed: true),
        new("MONO2 12/16 signed", "MONOCHROME2", 1, 16, 12, 11, Signed: true),
        new("MONO2 1", "MONOCHROME2", 1, 1, 1, 0),
        new("PALETTE 8, 16-bit LUT", "PALETTE COLOR", 1, 8, 8, 7, EntryBits: 16),
        new("PALETTE 8, 8-bit LUT", "PALETTE COLOR", 1, 8, 8, 7, EntryBits: 8),
        new("PALETTE 16, segmented", "PALETTE COLOR", 1, 16, 16, 15, EntryBits: 16, Segmented: true),
        new("RGB", "RGB", 3, 8, 8, 7, Planar: 0),
        new("RGB planar", "RGB", 3, 8, 8, 7, Planar: 1),
        new("YBR_FULL", "YBR_FULL", 3, 8, 8, 7, Planar: 0),
        new("YBR_FULL planar", "YBR_FULL", 3, 8, 8, 7, Planar: 1),
        new("YBR_FULL_422", "YBR_FULL_422", 3, 8, 8, 7, Planar: 0),
        new("YBR_PARTIAL_422", "YBR_PARTIAL_422", 3, 8, 8, 7, Planar: 0),
    ];

    public bool IsColour => Samples == 3;

    /// <summary>An ultrasound multi-frame object in explicit VR little endian.</summary>
    public DicomFile Create()
    {
        var dataset = Describe(DicomTransferSyntax.ExplicitVRLittleEndian, Frames);
        var pixels = DicomPixelData.Create(dataset, true);
        for (var frame = 0; frame < Frames; frame++) pixels.AddFrame(new MemoryByteBuffer(Bytes(frame)));
        return new DicomFile(dataset);
    }

    /// <summary>The object without its pixels.</summary>
    public DicomDataset Describe(DicomTransferSyntax syntax, int frames)
    {
        var dataset = new DicomDataset(syntax)
        {
            { DicomTag.SOPClassUID, DicomUID.UltrasoundMultiFrameImageStorage },
            { DicomTag.SOPInstanceUID, DicomUID.Generate() },
            { DicomTag.StudyInstanceUID, DicomUID.Generate() },
            { DicomTag.SeriesInstanceUID, DicomUID.Generate() },
            { DicomTag.Modality, "US" },
            { DicomTag.PatientID, "TEST" },
            { DicomTag.SamplesPerPixel, (ushort)Samples },
            { DicomTag.PhotometricInterpretation, Photometric },
            { DicomTag.NumberOfFrames, frames },
            { DicomTag.Rows, (ushort)Rows },
            { DicomTag.Columns, (ushort)Columns },
            { DicomTag.BitsAllocated, (ushort)Allocated },
            { DicomTag.BitsStored, (ushort)Stored },
            { DicomTag.HighBit, (ushort)HighBit },
            { DicomTag.PixelRepresentation, (ushort)(Signed ? 1 : 0) },
        };
        if (Planar is { } planar) dataset.Add(DicomTag.PlanarConfiguration, (ushort)planar);
        if (EntryBits > 0) AddPalette(dataset);
        return dataset;
    }

    /// <summary>The stored bytes of one frame: PS3.5 8.1.1; for 4:2:2 Y1 Y2 Cb Cr (PS3.3 C.7.6.3.1.2).</summary>
    byte[] Bytes(int frame)
    {
        if (Photometric.EndsWith("422", StringComparison.Ordinal)) return Subsampled(frame);
        if (Allocated == 1)
        {
            var packed = new byte[(Columns * Rows + 7) / 8];
            for (var i = 0; i < Columns * Rows; i++) packed[i / 8] |= (byte)((Level(i % Columns, i / Columns, 0, frame, 2)) << (i % 8));
            return packed;
        }

        var bytes = new byte[Columns * Rows * Samples * Allocated / 8];
        for (var y = 0; y < Rows; y++)
        {
            for (var x = 0; x < Columns; x++)
            {
                for (var c = 0; c < Samples; c++)
                {
                    var pixel = y * Columns + x;
                    var at = Planar == 1 ? c * Columns * Rows + pixel : pixel * Samples + c;
                    var value = Level(x, y, c, frame, 1 << Stored) - (Signed ? 1 << (Stored - 1) : 0);
                    var word = (value & ((1 << Stored) - 1)) << (HighBit + 1 - Stored);
                    if (Allocated == 8) bytes[at] = (byte)word;
                    else (bytes[2 * at], bytes[2 * at + 1]) = ((byte)word, (byte)(word >> 8));
                }
            }
        }
        return bytes;
    }

    static byte[] Subsampled(int frame)
    {
        var bytes = new byte[Columns * Rows * 2];
        for (var i = 0; i < Columns * Rows / 2; i++)
        {
            var (x, y) = (2 * i % Columns, 2 * i / Columns);
            // Within what YBR_PARTIAL allows, so that the picture serves for both.
            bytes[4 * i] = (byte)(16 + Level(x, y, 0, frame, 220));
            bytes[4 * i + 1] = (byte)(16 + Level(x + 1, y, 0, frame, 220));
            bytes[4 * i + 2] = (byte)(96 + Level(x, y, 1, frame, 64));
            bytes[4 * i + 3] = (byte)(96 + Level(x, y, 2, frame, 64));
        }
        return bytes;
    }

    /// <summary>0 to levels − 1: rings, an edge and speckle, other in every component and frame.</summary>
    static int Level(int x, int y, int component, int frame, int levels)
    {
        var speckle = (uint)(x * 7919 + y * 104_729 + component * 1299709 + frame * 15_485_863) * 2654435761u >> 24;
        var smooth = 0.4 + 0.3 * Math.Sin((x + 5 * component) * (x + frame) / 150.0 + y / 6.0) + (x > y + 6 * component ? 0.2 : 0);
        return (int)Math.Clamp((smooth + (speckle / 255.0 - 0.5) * 0.15) * levels, 0, levels - 1);
    }

    void AddPalette(DicomDataset dataset)
    {
        (DicomTag Descriptor, DicomTag Plain, DicomTag Segments)[] tables =
        [
            (DicomTag.RedPaletteColorLookupTableDescriptor, DicomTag.RedPaletteColorLookupTableData,
                DicomTag.SegmentedRedPaletteColorLookupTableData),
            (DicomTag.GreenPaletteColorLookupTableDescriptor, DicomTag.GreenPaletteColorLookupTableData,
                DicomTag.SegmentedGreenPaletteColorLookupTableData),
            (DicomTag.BluePaletteColorLookupTableDescriptor, DicomTag.BluePaletteColorLookupTableData,
                DicomTag.SegmentedBluePaletteColorLookupTableData),
        ];
        for (var c = 0; c < 3; c++)
        {
            // C.7.6.3.1.5: entries (0 for 65 536), first value mapped, bits.
            dataset.Add(new DicomUnsignedShort(tables[c].Descriptor, (ushort)(Segmented ? 0 : 256), 0, (ushort)EntryBits));
            if (Segmented)
            {
                // C.7.9.2: one discrete entry, then straight lines: | 0 | 1 | value | and | 1 | entries | end |.
                ushort[] segments = [0, 1, (ushort)(300 * c), 1, 40_000, (ushort)(50_000 + c), 1, 25_535, (ushort)(10_000 * (c + 1))];
                dataset.Add(new DicomOtherWord(tables[c].Segments, segments));
                continue;
            }
            int[] entries = [.. Enumerable.Range(0, 256).Select(i => (i * (c + 2) + 40 * c) & 255)];
            dataset.Add(EntryBits == 16
                ? new DicomOtherWord(tables[c].Plain, [.. entries.Select(e => (ushort)(e * 257))])
                : new DicomOtherWord(tables[c].Plain, [.. entries.Chunk(2).Select(two => (ushort)(two[0] | two[1] << 8))]));
        }
    }
}
