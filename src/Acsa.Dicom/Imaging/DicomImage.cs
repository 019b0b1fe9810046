using Acsa.Dicom.Imaging.Codec;
using Acsa.Dicom.Imaging.Render;

namespace Acsa.Dicom.Imaging;

/// <summary>
/// Renders frames for display: grey ones by rescale and window, colours as they are. The settings hold for all frames; not for use from
/// several threads at once. No overlays; Modality and VOI LUT Sequences are refused.
/// </summary>
public class DicomImage
{
    private readonly DicomDataset _dataset;
    private readonly (double Slope, double Intercept) _rescale;
    private readonly string _function;
    private Color32[] _map;

    /// <summary>Opens the image of <paramref name="dataset"/>; where it states no window, frame <paramref name="frame"/> gives
    /// it.</summary>
    /// <exception cref="DicomImagingException">There are no pixels, they are damaged, or a look-up table would have to be
    /// applied.</exception>
    public DicomImage(DicomDataset dataset, int frame = 0)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _dataset = dataset;
        CurrentFrame = frame;
        var photometric = DicomPixelData.Create(dataset).PhotometricInterpretation;
        IsGrayscale = photometric == PhotometricInterpretation.Monochrome1 || photometric == PhotometricInterpretation.Monochrome2;
        _map = Ramp(isInverted: photometric == PhotometricInterpretation.Monochrome1);
        var groups = dataset.FunctionalGroupValues(frame);
        double? Stated(DicomTag tag) => Number(dataset, tag) ?? Number(groups, tag);
        _rescale = (Stated(DicomTag.RescaleSlope) ?? 1, Stated(DicomTag.RescaleIntercept) ?? 0);
        _function = dataset.TryGetString(DicomTag.VOILUTFunction, out var function)
            || groups.TryGetString(DicomTag.VOILUTFunction, out function)
            ? function.Trim().ToUpperInvariant() : "LINEAR";
        if (!IsGrayscale) return;
        foreach (var tag in new[] { DicomTag.ModalityLUTSequence, DicomTag.VOILUTSequence })
        {
            if (dataset.TryGetNonEmptySequence(tag, out _))
                throw new DicomImagingException($"{tag.DictionaryEntry.Name} {tag} is not rendered.");
        }

        (WindowCenter, WindowWidth) = Stated(DicomTag.WindowWidth) is { } width and >= 1 && Stated(DicomTag.WindowCenter) is { } center
            ? (center, width) : WindowOfPixels(frame);
    }

    /// <summary>Opens a file.</summary>
    public DicomImage(string fileName, int frame = 0) : this(DicomFile.Open(fileName).Dataset, frame)
    {
    }

    /// <summary>Columns, in pixels, before <see cref="Scale"/>.</summary>
    public int Width => _dataset.GetSingleValue<ushort>(DicomTag.Columns);

    /// <summary>Rows, in pixels, before <see cref="Scale"/>.</summary>
    public int Height => _dataset.GetSingleValue<ushort>(DicomTag.Rows);

    /// <summary>The number of frames.</summary>
    public int NumberOfFrames => _dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1);

    /// <summary>Whether the image is MONOCHROME1 or MONOCHROME2.</summary>
    public virtual bool IsGrayscale { get; }

    /// <summary>The frame that was rendered last, counted from 0.</summary>
    public int CurrentFrame { get; private set; }

    /// <summary>The size of what is rendered, 1 = as stored.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Window Width (0028,1051) in rescaled values, at least 1; of no meaning for colour.</summary>
    public virtual double WindowWidth { get; set; }

    /// <summary>Window Center (0028,1050) in rescaled values; of no meaning for colour.</summary>
    public virtual double WindowCenter { get; set; }

    /// <summary>Shows grey values the other way round.</summary>
    public virtual bool Invert { get; set; }

    /// <summary>The colours that the window's 256 levels are shown in. Throws DicomImagingException for another number of them.</summary>
    public virtual Color32[] GrayscaleColorMap
    {
        get => _map;
        set => _map = value is { Length: 256 } ? value : throw new DicomImagingException("A map of grey levels has 256 colours.");
    }

    /// <summary>Renders frame <paramref name="frame"/>, counted from 0.</summary>
    /// <exception cref="DicomImagingException">The frame is missing or damaged.</exception>
    public virtual IImage RenderImage(int frame = 0)
    {
        CurrentFrame = frame;
        var pixels = Pixels(frame).Rescale(Scale);
        var output = new int[pixels.Width * pixels.Height];
        if (IsGrayscale)
        {
            var window = new WindowLut(_rescale.Slope, _rescale.Intercept, WindowCenter, WindowWidth, _function);
            pixels.Render(window, output);
            for (var i = 0; i < output.Length; i++) output[i] = _map[Invert ? 255 - output[i] : output[i]].Value;
        }
        else
        {
            pixels.Render(null, output);
            if (pixels.Components == 1) Colour(output);
        }

        return new RawImage(pixels.Width, pixels.Height, output);
    }

    private void Colour(int[] indices)
    {
        var palette = Palette.Read(_dataset);
        for (var i = 0; i < indices.Length; i++)
        {
            var (red, green, blue) = palette.Entry(palette.IndexOf(indices[i]));
            indices[i] = new Color32(255, red, green, blue).Value;
        }
    }

    private IPixelData Pixels(int frame) =>
        new DicomTranscoder(_dataset.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian).DecodePixelData(_dataset, frame);

    // What the data set says of its least and greatest value, else what the frame holds; of 1-bit pixels both.
    private (double Center, double Width) WindowOfPixels(int frame)
    {
        if (_dataset.GetSingleValue<ushort>(DicomTag.BitsStored) == 1) return (1, 1);
        if (Number(_dataset, DicomTag.SmallestImagePixelValue) is { } smallest
            && Number(_dataset, DicomTag.LargestImagePixelValue) is { } largest
            && smallest < largest) return Window(smallest, largest);

        var range = _dataset.TryGetValue<int>(DicomTag.PixelPaddingValue, 0, out var padding)
            ? Pixels(frame).GetMinMax(padding) : Pixels(frame).GetMinMax();
        return range.Minimum > range.Maximum ? (0, 1) : Window(Rescaled(range.Minimum), Rescaled(range.Maximum));
    }

    private double Rescaled(double stored) => stored * _rescale.Slope + _rescale.Intercept;

    private static (double Center, double Width) Window(double least, double greatest) =>
        ((least + greatest) / 2, Math.Max(1, Math.Abs(greatest - least)));

    private static double? Number(DicomDataset values, DicomTag tag) =>
        values.TryGetValue<double>(tag, 0, out var number) && double.IsFinite(number) ? number : null;

    private static Color32[] Ramp(bool isInverted) =>
        [.. Enumerable.Range(0, 256).Select(i => (byte)(isInverted ? 255 - i : i)).Select(level => new Color32(255, level, level, level))];
}
