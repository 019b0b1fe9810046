using Acsa.Imaging;
using Acsa.Measurement;

namespace Acsa.Reporting;

/// <summary>The coded concepts that results use, each with the context group or template that calls for it (PS3.16).</summary>
internal static class Concepts
{
    // Text report (TID 2000, CID 7000, 7001, 7002).
    public static readonly CodedConcept DiagnosticImagingReport = new("18748-4", "LN", "Diagnostic Imaging Report");
    public static readonly CodedConcept UltrasoundReport = new("25061-3", "LN", "Ultrasound Report");
    public static readonly CodedConcept Findings = Dcm("121070", "Findings");

    // Key objects (TID 2010, CID 7010).
    public static readonly CodedConcept RejectedForQualityReasons = Dcm("113001", "Rejected for Quality Reasons");
    public static readonly CodedConcept KeyObjectDescription = Dcm("113012", "Key Object Description");

    // Report (TID 1500, 1204, 1001, 1004).
    public static readonly CodedConcept ImagingMeasurementReport = Dcm("126000", "Imaging Measurement Report");
    public static readonly CodedConcept Language = Dcm("121049", "Language of Content Item and Descendants");
    public static readonly CodedConcept EnglishUnitedStates = new("en-US", "RFC5646", "English (United States)");
    public static readonly CodedConcept ObserverType = Dcm("121005", "Observer Type");
    public static readonly CodedConcept Device = Dcm("121007", "Device");
    public static readonly CodedConcept Person = Dcm("121006", "Person");
    public static readonly CodedConcept PersonObserverName = Dcm("121008", "Person Observer Name");
    public static readonly CodedConcept DeviceObserverUid = Dcm("121012", "Device Observer UID");
    public static readonly CodedConcept DeviceObserverName = Dcm("121013", "Device Observer Name");
    public static readonly CodedConcept DeviceObserverManufacturer = Dcm("121014", "Device Observer Manufacturer");
    public static readonly CodedConcept DeviceObserverModelName = Dcm("121015", "Device Observer Model Name");
    public static readonly CodedConcept DeviceObserverSerialNumber = Dcm("121016", "Device Observer Serial Number");
    public static readonly CodedConcept ProcedureReported = Dcm("121058", "Procedure reported");
    public static readonly CodedConcept ImagingProcedure = Sct("363679005", "Imaging procedure");
    public static readonly CodedConcept ImagingMeasurements = Dcm("126010", "Imaging Measurements");
    public static readonly CodedConcept QualitativeEvaluations = new("C0034375", "UMLS", "Qualitative Evaluations");
    public static readonly CodedConcept Comment = Dcm("121106", "Comment");

    // Image library (TID 1600, 1601, 1602, 1604).
    public static readonly CodedConcept ImageLibrary = Dcm("111028", "Image Library");
    public static readonly CodedConcept ImageLibraryGroup = Dcm("126200", "Image Library Group");
    public static readonly CodedConcept Modality = Dcm("121139", "Modality");
    public static readonly CodedConcept Ultrasound = Dcm("US", "Ultrasound");
    public static readonly CodedConcept TargetRegion = Dcm("123014", "Target Region");
    public static readonly CodedConcept ImageLaterality = Dcm("111027", "Image Laterality");
    public static readonly CodedConcept PixelDataRows = Dcm("110910", "Pixel Data Rows");
    public static readonly CodedConcept PixelDataColumns = Dcm("110911", "Pixel Data Columns");
    public static readonly CodedConcept HorizontalPixelSpacing = Dcm("111026", "Horizontal Pixel Spacing");
    public static readonly CodedConcept VerticalPixelSpacing = Dcm("111066", "Vertical Pixel Spacing");

    // Measurement group (TID 1410) and measurements (TID 300, 310).
    public static readonly CodedConcept MeasurementGroup = Dcm("125007", "Measurement Group");
    public static readonly CodedConcept TrackingIdentifier = Dcm("112039", "Tracking Identifier");
    public static readonly CodedConcept TrackingUniqueIdentifier = Dcm("112040", "Tracking Unique Identifier");
    public static readonly CodedConcept Finding = Dcm("121071", "Finding");
    public static readonly CodedConcept FindingSite = Sct("363698007", "Finding Site");
    public static readonly CodedConcept ImageRegion = Dcm("111030", "Image Region");
    public static readonly CodedConcept ReferencedSegmentationFrame = Dcm("121214", "Referenced Segmentation Frame");
    public static readonly CodedConcept SourceImageForSegmentation = Dcm("121233", "Source image for segmentation");
    public static readonly CodedConcept SourceOfMeasurement = Dcm("121112", "Source of Measurement");
    public static readonly CodedConcept MeasurementMethod = Sct("370129005", "Measurement Method");
    public static readonly CodedConcept Planimetry = Dcm("125220", "Planimetry");
    public static readonly CodedConcept Area = Sct("42798000", "Area");
    public static readonly CodedConcept Perimeter = Sct("131191004", "Perimeter");
    public static readonly CodedConcept Thickness = new("59089-3", "LN", "Thickness");
    public static readonly CodedConcept Echogenicity = Dcm("110849", "Echogenicity");
    public static readonly CodedConcept Derivation = Dcm("121401", "Derivation");
    public static readonly CodedConcept Mean = Sct("373098007", "Mean");
    public static readonly CodedConcept StandardDeviation = Sct("386136009", "Standard Deviation");
    public static readonly CodedConcept Median = Sct("373099004", "Median");
    public static readonly CodedConcept Maximum = Sct("56851009", "Maximum");
    public static readonly CodedConcept Width = Sct("103355008", "Width");
    public static readonly CodedConcept Volume = Sct("118565006", "Volume");
    // No standard scheme has these: codes of our own (docs/conformance.md lists them). Their values never change their meaning.
    public static readonly CodedConcept AspectRatio = Own("ASPECT-RATIO", "Aspect ratio, width by maximum thickness");
    public static readonly CodedConcept FatThickness = Own("FAT-THICKNESS", "Subcutaneous fat thickness over muscle");
    public static readonly CodedConcept BlackPart = Own("GREY-0", "Pixels at grey level 0");
    public static readonly CodedConcept SaturatedPart = Own("GREY-255", "Pixels at grey level 255");
    public static readonly CodedConcept DeepAcsaGreyLevel = Own("GREY-DEEPACSA", "Mean grey level by DeepACSA's rules");
    public static readonly CodedConcept AreaChange = Own("AREA-CHANGE", "Change of area since the prior study");
    public static readonly CodedConcept AreaAsymmetry = Own("ASYMMETRY-AREA", "Asymmetry of area, right to left");
    public static readonly CodedConcept GreyLevelAsymmetry = Own("ASYMMETRY-GREY", "Asymmetry of grey level, right to left");
    public static readonly CodedConcept ThicknessAsymmetry = Own("ASYMMETRY-THICK", "Asymmetry of thickness, right to left");
    public static readonly CodedConcept VolumeAsymmetry = Own("ASYMMETRY-VOLUME", "Asymmetry of volume, right to left");
    public static readonly CodedConcept AreaLow = Own("AREA-LOW", "Area, lower end of its 90 % interval");
    public static readonly CodedConcept AreaHigh = Own("AREA-HIGH", "Area, upper end of its 90 % interval");
    public static readonly CodedConcept GreyLow = Own("GREY-LOW", "Mean grey level, lower end of its 90 % interval");
    public static readonly CodedConcept GreyHigh = Own("GREY-HIGH", "Mean grey level, upper end of its 90 % interval");
    public static readonly CodedConcept ImagesCounted = Own("IMAGES-COUNTED", "Images averaged");
    public static readonly CodedConcept ImagesLeftOut = Own("IMAGES-LEFT-OUT", "Images left out, not measured");
    public static readonly CodedConcept AreaRepeatSd = Own("AREA-REPEAT-SD", "Standard deviation of area between repeated images");
    public static readonly CodedConcept GreyRepeatSd =
        Own("GREY-REPEAT-SD", "Standard deviation of mean grey level between repeated images");
    public static readonly CodedConcept ThicknessRepeatSd =
        Own("THICK-REPEAT-SD", "Standard deviation of thickness between repeated images");
    public static readonly CodedConcept Slices = Own("SLICES", "Slices that the volume lies between");
    public static readonly CodedConcept TruncatedCones = Own("TRUNCATED-CONES", "Truncated cones between slices");
    public static readonly CodedConcept ZScore = Dcm("121416", "Z-Score of measurement");

    public static readonly CodedConcept FindingCategory = Sct("276214006", "Finding category");
    public static readonly CodedConcept Verdict = Own("VERDICT", "Verdict on the measurement");
    public static readonly CodedConcept Objection = Own("OBJECTION", "Objection to the measurement");
    public static readonly CodedConcept PixelSizeSource = Own("PIXEL-SIZE-FROM", "Source of the pixel size");

    // Algorithm identification (TID 4019) and the SEG's Segmentation Algorithm Identification.
    public static readonly CodedConcept AlgorithmFamily = Dcm("111000", "Algorithm Family");
    public static readonly CodedConcept AlgorithmName = Dcm("111001", "Algorithm Name");
    public static readonly CodedConcept AlgorithmParameters = Dcm("111002", "Algorithm Parameters");
    public static readonly CodedConcept AlgorithmVersion = Dcm("111003", "Algorithm Version");
    public static readonly CodedConcept ArtificialIntelligence = Dcm("123110", "Artificial Intelligence");

    // Images derived from images (CID 7202, 7203).
    public static readonly CodedConcept SegmentationDerivation = Dcm("113076", "Segmentation");
    public static readonly CodedConcept SourceImage = Dcm("121324", "Source Image");
    public static readonly CodedConcept SourceImageForProcessing = Dcm("121322", "Source Image for Image Processing Operation");

    // Sides (CID 244) and general anatomy.
    public static readonly CodedConcept Laterality = Sct("272741003", "Laterality");
    public static readonly CodedConcept Left = Sct("7771000", "Left");
    public static readonly CodedConcept Right = Sct("24028007", "Right");
    public static readonly CodedConcept Bilateral = Sct("51440002", "Bilateral");
    public static readonly CodedConcept AnatomicalStructure = Sct("91723000", "Anatomical Structure");
    public static readonly CodedConcept Background = Dcm("125040", "Background");
    public static readonly CodedConcept SkeletalMuscle = Sct("127954009", "Skeletal muscle");

    // Units (UCUM).
    public static readonly CodedConcept SquareCentimetre = Ucum("cm2", "square centimeter");
    public static readonly CodedConcept CubicCentimetre = Ucum("cm3", "cubic centimeter");
    public static readonly CodedConcept Percent = Ucum("%", "percent");
    public static readonly CodedConcept Millimetre = Ucum("mm", "millimeter");
    public static readonly CodedConcept ArbitraryUnit = Ucum("[arb'U]", "arbitrary unit");
    public static readonly CodedConcept NoUnits = Ucum("1", "no units");
    public static readonly CodedConcept Pixels = Ucum("{pixels}", "pixels");

    /// <summary>The code of a side; null when unknown.</summary>
    public static CodedConcept? Side(Laterality side) => side switch
    {
        Imaging.Laterality.Left => Left,
        Imaging.Laterality.Right => Right,
        _ => null,
    };

    /// <summary>How far a finding may be relied on.</summary>
    public static CodedConcept VerdictOf(FindingStatus status) => status switch
    {
        FindingStatus.Measured => Own("MEASURED", "Measured"),
        FindingStatus.Review => Own("REVIEW", "To be reviewed by a person"),
        FindingStatus.Refused => Own("REFUSED", "Area refused"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Where a pixel size comes from.</summary>
    public static CodedConcept SourceOf(CalibrationSource source) => source switch
    {
        CalibrationSource.UltrasoundRegion => Own("BY-REGION", "Ultrasound region"),
        CalibrationSource.PixelSpacing => Own("BY-SPACING", "Pixel Spacing"),
        CalibrationSource.Ruler => Own("BY-RULER", "Ruler drawn in the picture"),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    // Written out, for a value never changes, and has at most 16 characters (SH).
    /// <summary>What the quality rules object to.</summary>
    public static CodedConcept ObjectionOf(QualityFlagKind flag) => flag switch
    {
        QualityFlagKind.MaskEmpty => Own("MASK-EMPTY", "Nothing was segmented"),
        QualityFlagKind.WrongPlane => Own("WRONG-PLANE", "No cross-section that the model knows"),
        QualityFlagKind.ImpossibleArea => Own("IMPOSSIBLE-AREA", "Area that no muscle of a limb has"),
        QualityFlagKind.CutByEdge => Own("CUT-BY-EDGE", "Cut by the edge of the field of view"),
        QualityFlagKind.StraightSide => Own("STRAIGHT-SIDE", "Straight side towards the edge"),
        QualityFlagKind.SeveralPieces => Own("SEVERAL-PIECES", "Several pieces"),
        QualityFlagKind.CleanedAway => Own("CLEANED-AWAY", "Much taken away by the clean-up"),
        QualityFlagKind.FewPixels => Own("FEW-PIXELS", "Too few pixels"),
        QualityFlagKind.ImplausibleArea => Own("ODD-AREA", "Area implausible for the muscle"),
        QualityFlagKind.ImplausibleThickness => Own("ODD-THICKNESS", "Thickness implausible for the muscle"),
        QualityFlagKind.ImplausibleShape => Own("ODD-SHAPE", "Proportions implausible for the muscle"),
        QualityFlagKind.LowAgreement => Own("LOW-AGREEMENT", "Other outline in the mirror image"),
        QualityFlagKind.BlurredEdge => Own("BLURRED-EDGE", "Other area by another threshold"),
        QualityFlagKind.LowCertainty => Own("LOW-CERTAINTY", "Model uncertain"),
        QualityFlagKind.OutlineDoubted => Own("OUTLINE-DOUBTED", "Outline doubted by the model"),
        QualityFlagKind.MuscleCut => Own("MUSCLE-CUT", "Muscle perhaps not in the picture as a whole"),
        QualityFlagKind.Covered => Own("COVERED", "Covered by text, calipers or colour"),
        QualityFlagKind.Saturated => Own("SATURATED", "Many pixels at the brightest level"),
        _ => throw new ArgumentOutOfRangeException(nameof(flag), flag, null),
    };

    // PS3.3 8.2: designators of private schemes begin with 99.
    static CodedConcept Own(string value, string meaning) => new(value, "99ACSA", meaning);

    static CodedConcept Dcm(string value, string meaning) => new(value, "DCM", meaning);

    static CodedConcept Sct(string value, string meaning) => new(value, "SCT", meaning);

    static CodedConcept Ucum(string value, string meaning) => new(value, "UCUM", meaning);
}
