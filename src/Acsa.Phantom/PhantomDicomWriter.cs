using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Phantom;

/// <summary>
/// Makes a phantom an Ultrasound Image or, with several frames, an Ultrasound Multi-frame Image (PS3.3 A.6, A.7) of an invented patient,
/// with
/// its scale in the Sequence of Ultrasound Regions (C.8.5.5).
/// </summary>
public static class PhantomDicomWriter
{
    // A fixed day: the same seed makes the same file whenever it is run.
    private const string Date = "20260105";

    /// <summary>Writes the file; the directory must exist, an older file of the name is replaced.</summary>
    public static void Write(string path, PhantomRecipe recipe, IReadOnlyList<PhantomImage> frames) =>
        new DicomFile(ToDataset(recipe, frames)).Save(path);

    /// <summary>The data set of all frames of a recipe.</summary>
    /// <exception cref="ArgumentException">The number of frames is not the recipe's.</exception>
    public static DicomDataset ToDataset(PhantomRecipe recipe, IReadOnlyList<PhantomImage> frames)
    {
        if (frames.Count != recipe.Frames)
            throw new ArgumentException($"The recipe has {recipe.Frames} frames, not {frames.Count}.", nameof(frames));
        var dataset = new DicomDataset();
        Patient(dataset, recipe);
        StudyAndSeries(dataset, recipe);
        Image(dataset, recipe);
        Region(dataset, frames[0]);
        Pixels(dataset, recipe, frames);
        return dataset;
    }

    private static void Patient(DicomDataset dataset, PhantomRecipe recipe)
    {
        var number = (recipe.Index + 1).ToString("0000", CultureInfo.InvariantCulture);
        dataset.Add(DicomTag.PatientName, "Phantom^" + number);
        dataset.Add(DicomTag.PatientID, string.Create(CultureInfo.InvariantCulture, $"PHANTOM-{recipe.Seed}-{number}"));
        dataset.Add(DicomTag.PatientBirthDate, (1935 + recipe.Index % 70).ToString(CultureInfo.InvariantCulture) + "0615");
        dataset.Add(DicomTag.PatientSex, recipe.Index % 2 == 0 ? "F" : "M");
        dataset.Add(DicomTag.PatientComments, "Simulated: no such person");
    }

    private static void StudyAndSeries(DicomDataset dataset, PhantomRecipe recipe)
    {
        dataset.Add(DicomTag.StudyInstanceUID, PhantomUid.For(recipe.Seed, recipe.Index, "study"));
        dataset.Add(DicomTag.StudyDate, Date);
        dataset.Add(DicomTag.StudyTime, "101500");
        dataset.Add(DicomTag.ReferringPhysicianName, "");
        dataset.Add(DicomTag.StudyID, (recipe.Index + 1).ToString(CultureInfo.InvariantCulture));
        dataset.Add(DicomTag.AccessionNumber, string.Create(CultureInfo.InvariantCulture, $"PH{recipe.Index + 1:00000}"));
        dataset.Add(DicomTag.StudyDescription, "THIGH ULTRASOUND, SIMULATED");
        dataset.Add(DicomTag.Modality, "US");
        dataset.Add(DicomTag.SeriesInstanceUID, PhantomUid.For(recipe.Seed, recipe.Index, "series"));
        dataset.Add(DicomTag.SeriesNumber, "1");
        dataset.Add(DicomTag.SeriesDescription, Description(recipe));
        dataset.Add(DicomTag.BodyPartExamined, "THIGH");
        dataset.Add(DicomTag.Laterality, recipe.Laterality == Laterality.Left ? "L" : "R");
        dataset.Add(DicomTag.Manufacturer, "AcsaNode");
        dataset.Add(DicomTag.ManufacturerModelName, "Phantom");
        dataset.Add(DicomTag.SoftwareVersions, "1");
        dataset.Add(DicomTag.DeviceSerialNumber, recipe.Seed.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What a sonographer would have typed, such as RECTUS FEMORIS LEFT TRANSVERSE.</summary>
    internal static string Description(PhantomRecipe recipe) =>
        (recipe.Structure == PhantomStructure.RectusFemoris ? "RECTUS FEMORIS" : "VASTUS LATERALIS")
            + (recipe.Laterality == Laterality.Left ? " LEFT" : " RIGHT") + " TRANSVERSE";

    private static void Image(DicomDataset dataset, PhantomRecipe recipe)
    {
        dataset.Add(DicomTag.SOPClassUID, recipe.Frames > 1 ? DicomUID.UltrasoundMultiFrameImageStorage : DicomUID.UltrasoundImageStorage);
        dataset.Add(DicomTag.SOPInstanceUID, PhantomUid.For(recipe.Seed, recipe.Index, "instance"));
        dataset.Add(DicomTag.InstanceNumber, "1");
        dataset.Add(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "MUSCULOSKELETAL", "0001");
        dataset.Add(DicomTag.ContentDate, Date);
        dataset.Add(DicomTag.ContentTime, "101530");
        dataset.Add(DicomTag.AcquisitionDateTime, Date + "101530");
        dataset.Add(DicomTag.PatientOrientation, "");
        dataset.Add(DicomTag.BurnedInAnnotation, "NO");
        dataset.Add(DicomTag.LossyImageCompression, "00");
        var side = recipe.Laterality == Laterality.Left ? Code("7771000", "Left") : Code("24028007", "Right");
        var thigh = Code("68367000", "Thigh");
        thigh.Add(new DicomSequence(DicomTag.AnatomicRegionModifierSequence, side));
        dataset.Add(new DicomSequence(DicomTag.AnatomicRegionSequence, thigh));
        if (recipe.Frames == 1) return;
        dataset.Add(DicomTag.NumberOfFrames, recipe.Frames.ToString(CultureInfo.InvariantCulture));
        dataset.Add(DicomTag.FrameIncrementPointer, DicomTag.FrameTime);
        dataset.Add(DicomTag.FrameTime, "50");
    }

    private static DicomDataset Code(string value, string meaning)
    {
        var code = new DicomDataset();
        code.Add(DicomTag.CodeValue, value);
        code.Add(DicomTag.CodingSchemeDesignator, "SCT");
        code.Add(DicomTag.CodeMeaning, meaning);
        return code;
    }

    private static void Region(DicomDataset dataset, PhantomImage image)
    {
        var region = new DicomDataset();
        region.Add(DicomTag.RegionSpatialFormat, (ushort)1);  // 2D
        region.Add(DicomTag.RegionDataType, (ushort)1);       // tissue
        region.Add(DicomTag.RegionFlags, 2u);                 // bit 1: the scale is protected
        region.Add(DicomTag.RegionLocationMinX0, (uint)image.Region.Left);
        region.Add(DicomTag.RegionLocationMinY0, (uint)image.Region.Top);
        region.Add(DicomTag.RegionLocationMaxX1, (uint)image.Region.Right);
        region.Add(DicomTag.RegionLocationMaxY1, (uint)image.Region.Bottom);
        region.Add(DicomTag.PhysicalUnitsXDirection, (ushort)3); // cm
        region.Add(DicomTag.PhysicalUnitsYDirection, (ushort)3);
        region.Add(DicomTag.PhysicalDeltaX, image.PixelSize.XCm);
        region.Add(DicomTag.PhysicalDeltaY, image.PixelSize.YCm);
        dataset.Add(new DicomSequence(DicomTag.SequenceOfUltrasoundRegions, region));
    }

    private static void Pixels(DicomDataset dataset, PhantomRecipe recipe, IReadOnlyList<PhantomImage> frames)
    {
        var samples = recipe.Colour ? 3 : 1;
        dataset.Add(DicomTag.SamplesPerPixel, (ushort)samples);
        dataset.Add(DicomTag.PhotometricInterpretation, recipe.Colour ? "RGB" : "MONOCHROME2");
        if (recipe.Colour) dataset.Add(DicomTag.PlanarConfiguration, (ushort)0);
        dataset.Add(DicomTag.Rows, (ushort)recipe.ImageHeight);
        dataset.Add(DicomTag.Columns, (ushort)recipe.ImageWidth);
        dataset.Add(DicomTag.BitsAllocated, (ushort)8);
        dataset.Add(DicomTag.BitsStored, (ushort)8);
        dataset.Add(DicomTag.HighBit, (ushort)7);
        dataset.Add(DicomTag.PixelRepresentation, (ushort)0);
        var size = recipe.ImageWidth * recipe.ImageHeight * samples;
        // PS3.5 8.2: an even number of bytes; every screen size here gives one already, whatever the number of frames.
        var all = new byte[size * frames.Count + (size * frames.Count & 1)];
        for (var i = 0; i < frames.Count; i++) (frames[i].Colour?.Pixels ?? frames[i].Screen.Pixels).CopyTo(all, i * size);
        dataset.Add(new DicomOtherByte(DicomTag.PixelData, all));
    }
}
