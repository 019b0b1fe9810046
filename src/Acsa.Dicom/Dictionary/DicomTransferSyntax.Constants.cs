using Acsa.Dicom.IO;

namespace Acsa.Dicom;

public sealed partial class DicomTransferSyntax
{
    /// <summary>GE Private Implicit VR Big Endian.</summary>
    public static readonly DicomTransferSyntax GEPrivateImplicitVRBigEndian =
        new(new DicomUID("1.2.840.113619.5.2", "GE Private Implicit VR Big Endian", DicomUidType.TransferSyntax)) { SwapPixelData = true };

    /// <summary>ImplicitVRLittleEndian.</summary>
    public static readonly DicomTransferSyntax ImplicitVRLittleEndian = new(DicomUID.ImplicitVRLittleEndian);

    /// <summary>ExplicitVRLittleEndian.</summary>
    public static readonly DicomTransferSyntax ExplicitVRLittleEndian = new(DicomUID.ExplicitVRLittleEndian) { IsExplicitVR = true };

    /// <summary>ExplicitVRBigEndian.</summary>
    public static readonly DicomTransferSyntax ExplicitVRBigEndian =
        new(DicomUID.ExplicitVRBigEndianRETIRED) { IsRetired = true, IsExplicitVR = true, Endian = Endian.Big };

    /// <summary>DeflatedExplicitVRLittleEndian.</summary>
    public static readonly DicomTransferSyntax DeflatedExplicitVRLittleEndian =
        new(DicomUID.DeflatedExplicitVRLittleEndian) { IsExplicitVR = true, IsDeflate = true };

    /// <summary>EncapsulatedUncompressedExplicitVRLittleEndian.</summary>
    public static readonly DicomTransferSyntax EncapsulatedUncompressedExplicitVRLittleEndian =
        new(DicomUID.EncapsulatedUncompressedExplicitVRLittleEndian) { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEGProcess1.</summary>
    public static readonly DicomTransferSyntax JPEGProcess1 =
        new(DicomUID.JPEGBaseline8Bit)
        { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess2_4.</summary>
    public static readonly DicomTransferSyntax JPEGProcess2_4 =
        new(DicomUID.JPEGExtended12Bit)
        { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess3_5Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess3_5Retired =
        new(DicomUID.JPEGExtended35RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess6_8Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess6_8Retired =
        new(DicomUID.JPEGSpectralSelectionNonHierarchical68RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess7_9Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess7_9Retired =
        new(DicomUID.JPEGSpectralSelectionNonHierarchical79RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess10_12Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess10_12Retired =
        new(DicomUID.JPEGFullProgressionNonHierarchical1012RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess11_13Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess11_13Retired =
        new(DicomUID.JPEGFullProgressionNonHierarchical1113RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess14.</summary>
    public static readonly DicomTransferSyntax JPEGProcess14 = new(DicomUID.JPEGLossless) { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEGProcess15Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess15Retired =
        new(DicomUID.JPEGLosslessNonHierarchical15RETIRED) { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEGProcess16_18Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess16_18Retired =
        new(DicomUID.JPEGExtendedHierarchical1618RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess17_19Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess17_19Retired =
        new(DicomUID.JPEGExtendedHierarchical1719RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess20_22Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess20_22Retired =
        new(DicomUID.JPEGSpectralSelectionHierarchical2022RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess21_23Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess21_23Retired =
        new(DicomUID.JPEGSpectralSelectionHierarchical2123RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess24_26Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess24_26Retired =
        new(DicomUID.JPEGFullProgressionHierarchical2426RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess25_27Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess25_27Retired =
        new(DicomUID.JPEGFullProgressionHierarchical2527RETIRED)
        { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_10918_1" };

    /// <summary>JPEGProcess28Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess28Retired =
        new(DicomUID.JPEGLosslessHierarchical28RETIRED) { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEGProcess29Retired.</summary>
    public static readonly DicomTransferSyntax JPEGProcess29Retired =
        new(DicomUID.JPEGLosslessHierarchical29RETIRED) { IsRetired = true, IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEGProcess14SV1.</summary>
    public static readonly DicomTransferSyntax JPEGProcess14SV1 =
        new(DicomUID.JPEGLosslessSV1) { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEGLSLossless.</summary>
    public static readonly DicomTransferSyntax JPEGLSLossless = new(DicomUID.JPEGLSLossless) { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEGLSNearLossless.</summary>
    public static readonly DicomTransferSyntax JPEGLSNearLossless =
        new(DicomUID.JPEGLSNearLossless)
        { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_14495_1" };

    /// <summary>JPEG2000Lossless.</summary>
    public static readonly DicomTransferSyntax JPEG2000Lossless =
        new(DicomUID.JPEG2000Lossless) { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEG2000Lossy.</summary>
    public static readonly DicomTransferSyntax JPEG2000Lossy =
        new(DicomUID.JPEG2000) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_15444_1" };

    /// <summary>JPEG2000Part2MultiComponentLosslessOnly.</summary>
    public static readonly DicomTransferSyntax JPEG2000Part2MultiComponentLosslessOnly =
        new(DicomUID.JPEG2000MCLossless) { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>JPEG2000Part2MultiComponent.</summary>
    public static readonly DicomTransferSyntax JPEG2000Part2MultiComponent =
        new(DicomUID.JPEG2000MC) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_15444_2" };

    /// <summary>JPIPReferenced.</summary>
    public static readonly DicomTransferSyntax JPIPReferenced = new(DicomUID.JPIPReferenced) { IsExplicitVR = true };

    /// <summary>JPIPReferencedDeflate.</summary>
    public static readonly DicomTransferSyntax JPIPReferencedDeflate =
        new(DicomUID.JPIPReferencedDeflate) { IsExplicitVR = true, IsDeflate = true };

    /// <summary>MPEG2.</summary>
    public static readonly DicomTransferSyntax MPEG2 =
        new(DicomUID.MPEG2MPML) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_13818_2" };

    /// <summary>MPEG2MainProfileHighLevel.</summary>
    public static readonly DicomTransferSyntax MPEG2MainProfileHighLevel =
        new(DicomUID.MPEG2MPHL) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_13818_2" };

    /// <summary>MPEG4AVCH264HighProfileLevel41.</summary>
    public static readonly DicomTransferSyntax MPEG4AVCH264HighProfileLevel41 =
        new(DicomUID.MPEG4HP41) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_14496_10" };

    /// <summary>MPEG4AVCH264BDCompatibleHighProfileLevel41.</summary>
    public static readonly DicomTransferSyntax MPEG4AVCH264BDCompatibleHighProfileLevel41 =
        new(DicomUID.MPEG4HP41BD) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_14496_10" };

    /// <summary>MPEG4AVCH264HighProfileLevel42For2DVideo.</summary>
    public static readonly DicomTransferSyntax MPEG4AVCH264HighProfileLevel42For2DVideo =
        new(DicomUID.MPEG4HP422D) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_14496_10" };

    /// <summary>MPEG4AVCH264HighProfileLevel42For3DVideo.</summary>
    public static readonly DicomTransferSyntax MPEG4AVCH264HighProfileLevel42For3DVideo =
        new(DicomUID.MPEG4HP423D) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_14496_10" };

    /// <summary>MPEG4AVCH264StereoHighProfileLevel42.</summary>
    public static readonly DicomTransferSyntax MPEG4AVCH264StereoHighProfileLevel42 =
        new(DicomUID.MPEG4HP42STEREO)
        { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_14496_10" };

    /// <summary>HEVCH265MainProfileLevel51.</summary>
    public static readonly DicomTransferSyntax HEVCH265MainProfileLevel51 =
        new(DicomUID.HEVCMP51) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_23008_2" };

    /// <summary>HEVCH265Main10ProfileLevel51.</summary>
    public static readonly DicomTransferSyntax HEVCH265Main10ProfileLevel51 =
        new(DicomUID.HEVCM10P51) { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_23008_2" };

    /// <summary>High-Throughput JPEG 2000 Image Compression (Lossless Only).</summary>
    public static readonly DicomTransferSyntax HTJ2KLossless =
        new(new DicomUID("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)",
            DicomUidType.TransferSyntax))
        { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only).</summary>
    public static readonly DicomTransferSyntax HTJ2KLosslessRPCL =
        new(new DicomUID("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)",
            DicomUidType.TransferSyntax))
        { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>High-Throughput JPEG 2000 Image Compression.</summary>
    public static readonly DicomTransferSyntax HTJ2K =
        new(new DicomUID("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000 Image Compression", DicomUidType.TransferSyntax))
        { IsExplicitVR = true, IsEncapsulated = true, IsLossy = true, LossyCompressionMethod = "ISO_15444_15" };

    /// <summary>RLELossless.</summary>
    public static readonly DicomTransferSyntax RLELossless = new(DicomUID.RLELossless) { IsExplicitVR = true, IsEncapsulated = true };

    /// <summary>RFC2557MIMEEncapsulation.</summary>
    public static readonly DicomTransferSyntax RFC2557MIMEEncapsulation =
        new(DicomUID.RFC2557MIMEEncapsulationRETIRED) { IsRetired = true, IsExplicitVR = true };

    /// <summary>XMLEncoding.</summary>
    public static readonly DicomTransferSyntax XMLEncoding = new(DicomUID.XMLEncodingRETIRED) { IsRetired = true, IsExplicitVR = true };

    /// <summary>Papyrus3ImplicitVRLittleEndianRetired.</summary>
    public static readonly DicomTransferSyntax Papyrus3ImplicitVRLittleEndianRetired =
        new(DicomUID.Papyrus3ImplicitVRLittleEndianRETIRED) { IsRetired = true };

    /// <summary>
    /// Those of PS3.6 table A-1 that have no field here: known so that what they lose and what they are called can be said.
    /// </summary>
    private static IEnumerable<DicomTransferSyntax> Nameless =>
    [
        Frames("4.100.1", "Fragmentable MPEG2 Main Profile / Main Level", "ISO_13818_2"),
        Frames("4.101.1", "Fragmentable MPEG2 Main Profile / High Level", "ISO_13818_2"),
        Frames("4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1", "ISO_14496_10"),
        Frames("4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1", "ISO_14496_10"),
        Frames("4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video", "ISO_14496_10"),
        Frames("4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video", "ISO_14496_10"),
        Frames("4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2", "ISO_14496_10"),
        Frames("4.110", "JPEG XL Lossless"),
        Frames("4.111", "JPEG XL JPEG Recompression", "ISO_18181_1"),
        Frames("4.112", "JPEG XL", "ISO_18181_1"),
        Frames("8.1", "Deflated Image Frame Compression"),
        new(new DicomUID("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced", DicomUidType.TransferSyntax)) { IsExplicitVR = true },
        new(new DicomUID("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate", DicomUidType.TransferSyntax))
        { IsExplicitVR = true, IsDeflate = true },
    ];

    private static DicomTransferSyntax Frames(string end, string name, string? lossyMethod = null) =>
        new(new DicomUID("1.2.840.10008.1.2." + end, name, DicomUidType.TransferSyntax))
        { IsExplicitVR = true, IsEncapsulated = true, IsLossy = lossyMethod is not null, LossyCompressionMethod = lossyMethod };

    private static IEnumerable<DicomTransferSyntax> Standard() =>
    [
        GEPrivateImplicitVRBigEndian, ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian,
        DeflatedExplicitVRLittleEndian, EncapsulatedUncompressedExplicitVRLittleEndian, JPEGProcess1, JPEGProcess2_4,
        JPEGProcess3_5Retired, JPEGProcess6_8Retired, JPEGProcess7_9Retired, JPEGProcess10_12Retired, JPEGProcess11_13Retired,
        JPEGProcess14, JPEGProcess15Retired, JPEGProcess16_18Retired, JPEGProcess17_19Retired, JPEGProcess20_22Retired,
        JPEGProcess21_23Retired, JPEGProcess24_26Retired, JPEGProcess25_27Retired, JPEGProcess28Retired, JPEGProcess29Retired,
        JPEGProcess14SV1, JPEGLSLossless, JPEGLSNearLossless, JPEG2000Lossless, JPEG2000Lossy,
        JPEG2000Part2MultiComponentLosslessOnly, JPEG2000Part2MultiComponent, JPIPReferenced, JPIPReferencedDeflate, MPEG2,
        MPEG2MainProfileHighLevel, MPEG4AVCH264HighProfileLevel41, MPEG4AVCH264BDCompatibleHighProfileLevel41,
        MPEG4AVCH264HighProfileLevel42For2DVideo, MPEG4AVCH264HighProfileLevel42For3DVideo, MPEG4AVCH264StereoHighProfileLevel42,
        HEVCH265MainProfileLevel51, HEVCH265Main10ProfileLevel51, HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K, RLELossless,
        RFC2557MIMEEncapsulation, XMLEncoding, Papyrus3ImplicitVRLittleEndianRetired,
        .. Nameless,
    ];
}
