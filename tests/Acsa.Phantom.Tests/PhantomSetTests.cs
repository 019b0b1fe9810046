using System.Globalization;
using System.Text.Json;
using Acsa.Imaging;

namespace Acsa.Phantom.Tests;

public sealed class PhantomSetTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("acsa-phantom-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Truth_file_agrees_with_masks_and_pixels_of_the_files_it_names()
    {
        PhantomSet.Write(_directory, 5, 31, PhantomView.Complete, null, CancellationToken.None);
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(_directory, "truth.json")));
        var phantoms = truth.RootElement.GetProperty("phantoms");
        Assert.Equal(5, phantoms.GetArrayLength());
        foreach (var phantom in phantoms.EnumerateArray())
        {
            var dataset = DicomFile.Open(Path.Combine(_directory, phantom.GetProperty("file").GetString()!)).Dataset;
            var mask = PngReader.ReadMask(Path.Combine(_directory, phantom.GetProperty("mask").GetString()!));
            var region = dataset.GetSequence(DicomTag.SequenceOfUltrasoundRegions).Items[0];
            var pixel = region.GetSingleValue<double>(DicomTag.PhysicalDeltaX) * region.GetSingleValue<double>(DicomTag.PhysicalDeltaY);
            Assert.Equal(phantom.GetProperty("areaCm2").GetDouble(), mask.CountInside() * pixel, 9);
            Assert.Equal((dataset.GetSingleValue<ushort>(DicomTag.Columns), dataset.GetSingleValue<ushort>(DicomTag.Rows)),
                ((ushort)mask.Width, (ushort)mask.Height));
            var samples = dataset.GetSingleValue<ushort>(DicomTag.SamplesPerPixel);
            var pixels = dataset.GetValues<byte>(DicomTag.PixelData);
            double sum = 0;
            for (var i = 0; i < mask.Pixels.Length; i++)
                if (mask.Pixels[i] != 0) sum += pixels[i * samples];
            Assert.Equal(phantom.GetProperty("meanGrey").GetDouble(), sum / mask.CountInside(), 9);
        }
    }

    [Fact]
    public void The_same_seed_writes_the_same_bytes_in_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        string Written(string name)
        {
            var directory = Path.Combine(_directory, name);
            PhantomSet.Write(directory, 2, 7, PhantomView.Complete, null, CancellationToken.None);
            return string.Join('\n', Directory.GetFiles(directory).Order(StringComparer.Ordinal).Select(f => Path.GetFileName(f)
                + PhantomRendererTests.Hash(File.ReadAllBytes(f))));
        }
        var first = Written("first");
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(first, Written("second"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_data_set_says_what_and_where_and_how_large()
    {
        var index = 0;
        while (PhantomRecipe.Draw(3, index).Frames == 1) index++;
        var recipe = PhantomRecipe.Draw(3, index);
        var frames = Enumerable.Range(1, recipe.Frames).Select(f => PhantomRenderer.Render(recipe, f)).ToArray();
        var dataset = PhantomDicomWriter.ToDataset(recipe, frames);
        Assert.Equal("1.2.840.10008.5.1.4.1.1.3.1", dataset.GetString(DicomTag.SOPClassUID));
        Assert.Equal(recipe.Frames, dataset.GetSingleValue<int>(DicomTag.NumberOfFrames));
        Assert.StartsWith("2.25.", dataset.GetString(DicomTag.SOPInstanceUID));
        Assert.True(DicomUID.IsValidUid(dataset.GetString(DicomTag.SOPInstanceUID)));
        Assert.EndsWith(" TRANSVERSE", dataset.GetString(DicomTag.SeriesDescription));
        Assert.Equal("68367000", dataset.GetSequence(DicomTag.AnatomicRegionSequence).Items[0].GetString(DicomTag.CodeValue));
        var region = dataset.GetSequence(DicomTag.SequenceOfUltrasoundRegions).Items[0];
        Assert.Equal((1, 1, 3), (region.GetSingleValue<int>(DicomTag.RegionSpatialFormat),
            region.GetSingleValue<int>(DicomTag.RegionDataType), region.GetSingleValue<int>(DicomTag.PhysicalUnitsXDirection)));
        Assert.Equal(frames[0].Region.Right, region.GetSingleValue<int>(DicomTag.RegionLocationMaxX1));
        Assert.Throws<ArgumentException>(() => PhantomDicomWriter.ToDataset(recipe, frames[..1]));
    }

    [Fact]
    public void A_cancelled_set_has_no_truth_file()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PhantomSet.Write(_directory, 3, 1, PhantomView.Complete, null, cancelled.Token));
        Assert.False(File.Exists(Path.Combine(_directory, "truth.json")));
    }
}
