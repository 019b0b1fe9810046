using System.Globalization;
using System.Text;
using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Worker.Ledger;
using Acsa.Worker.Reader;
using Acsa.Worker.Results;
using Acsa.Worker.Spool;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>Pictures of received images and of what was outlined in them. Files are found by the ledger alone, never by what a request
/// says.</summary>
sealed class StudyImages(SqlLedger ledger, SpoolFolder spool, ResultFolder results) : IDisposable
{
    // As the outlines in the secondary captures: seen on grey and on black.
    static readonly string[] Colours = ["#ffd400", "#00c8ff", "#ff6ad5", "#7dff5a"];

    readonly SemaphoreSlim _decoding = new(2, 2);

    /// <summary>A frame (1-based) as PNG; null when it is not held or cannot be decoded.</summary>
    public async Task<byte[]?> PictureAsync(string studyUid, string sopInstanceUid, int frame, CancellationToken stop)
    {
        var held = (await ledger.FilesAsync(studyUid, stop))?.Instances.LastOrDefault(file => file.SopInstanceUid == sopInstanceUid);
        if (held is not { IsKept: true } || frame < 1) return null;
        await _decoding.WaitAsync(stop);
        try
        {
            return await Task.Run(() => Picture(spool.PathOf(held.File), frame), stop);
        }
        finally
        {
            _decoding.Release();
        }
    }

    /// <summary>What was outlined in a frame as SVG of the image's size; null when nothing was, or its Segmentation is not held.</summary>
    public async Task<string?> OverlayAsync(string studyUid, string sopInstanceUid, int frame, CancellationToken stop)
    {
        // Of several analyses the last one counts.
        var held = (await ledger.FilesAsync(studyUid, stop))?.Results
            .LastOrDefault(file => file.SourceUid == sopInstanceUid && file.IsKept
                && file.Kind.StartsWith("seg", StringComparison.Ordinal));
        if (held is null || frame < 1) return null;
        await _decoding.WaitAsync(stop);
        try
        {
            return await Task.Run(() => Overlay(results.PathOf(held.File), frame), stop);
        }
        finally
        {
            _decoding.Release();
        }
    }

    public void Dispose() => _decoding.Dispose();

    static byte[]? Picture(string file, int frame)
    {
        try
        {
            var dataset = DicomFile.Open(file, FileReadOption.ReadLargeOnDemand).Dataset;
            if (frame > dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1) || FrameReader.Read(dataset, frame).Frame
                is not { } read)
                return null;
            using var png = new MemoryStream();
            PngWriter.Write(png, read.Picture);
            return png.ToArray();
        }
        catch (Exception error) when (error
            is DicomException or IOException or InvalidDataException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    static string? Overlay(string file, int frame)
    {
        try
        {
            var read = SegmentationObject.Read(DicomFile.Open(file, FileReadOption.ReadAll).Dataset);
            var outlines = read.Frames.Where(one => (one.SourceFrame ?? 1) == frame)
                .Select(one => (one.SegmentNumber, Mask: read.MaskOf(one))).ToList();
            return outlines.Count == 0 ? null : Draw(outlines);
        }
        catch (Exception error) when (error is DicomException or IOException or InvalidDataException)
        {
            return null;
        }
    }

    static string Draw(IReadOnlyList<(int Number, Mask Mask)> outlines)
    {
        var (width, height) = (outlines[0].Mask.Width, outlines[0].Mask.Height);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">");
        foreach (var outline in outlines)
        {
            var colour = Colours[Math.Max(0, outline.Number - 1) % Colours.Length];
            svg.Append(CultureInfo.InvariantCulture,
                $"<path fill=\"{colour}\" fill-opacity=\"0.18\" stroke=\"{colour}\" stroke-width=\"2\" vector-effect=\"non-scaling-stroke\" d=\"");
            foreach (var piece in outline.Mask.OuterBoundaries())
            {
                var letter = 'M';
                foreach (var point in piece.Points)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"{letter}{point.X:0.##} {point.Y:0.##}");
                    letter = 'L';
                }

                svg.Append('Z');
            }

            svg.Append("\"/>");
        }

        return svg.Append("</svg>").ToString();
    }
}
