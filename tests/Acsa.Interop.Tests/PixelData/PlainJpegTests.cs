namespace Acsa.Interop.Tests.PixelData;

/// <summary>
/// Streams of libjpeg-turbo's cjpeg as frames, labelled rightly and wrongly: what counts is what djpeg makes of the stream, since its
/// markers and sampling know its colours better than the data set does.
/// </summary>
public sealed class PlainJpegTests
{
    [Theory]
    [InlineData("YBR_FULL_422", "-sample", "2x1")] // as DICOM wants it (PS3.5 8.2.1)
    [InlineData("YBR_FULL", "-sample", "1x1")]
    [InlineData("YBR_FULL_422", "-sample", "2x2")] // 4:2:0, which DICOM has no term for and scanners write
    [InlineData("YBR_FULL_422", "-sample", "1x2")]
    [InlineData("YBR_FULL_422", "-sample", "4x1")]
    [InlineData("YBR_FULL_422", "-restart", "3")]
    [InlineData("YBR_FULL_422", "-optimize")]
    [InlineData("YBR_FULL_422", "-quality", "100", "-sample", "1x1")]
    [InlineData("YBR_FULL_422", "-quality", "5")]
    [InlineData("RGB", "-rgb")] // Adobe's marker says that nothing was transformed
    [InlineData("RGB", "-sample", "2x1")] // YCbCr that is labelled RGB
    [InlineData("RGB", "-sample", "1x1")] // the same, told by JFIF's marker only
    [InlineData("YBR_FULL_422", "-rgb")] // RGB that is labelled YCbCr
    [InlineData("MONOCHROME2", "-grayscale")]
    [InlineData("MONOCHROME2", "-grayscale", "-restart", "1B")]
    public async Task A_stream_is_what_djpeg_makes_of_it(string label, params string[] options)
    {
        var stream = await CompressAsync(label, options);
        var components = label == "MONOCHROME2" ? 1 : 3;
        var sample = PixelSample.All.First(s => s.Photometric == label);

        var ours = PixelValues.Of(EncapsulatedStream.Wrap(sample, DicomTransferSyntax.JPEGProcess1, stream.Jpeg));

        Assert.Equal(EncapsulatedStream.FromPnm(stream.Djpeg, components), ours);
    }

    [Theory]
    [InlineData("Progressive", "-progressive")]
    [InlineData("Arithmetic", "-arithmetic")]
    public async Task What_DICOM_has_retired_is_refused_by_name(string name, string option)
    {
        var stream = await CompressAsync("YBR_FULL_422", [option]);
        var sample = PixelSample.All.First(s => s.Photometric == "YBR_FULL_422");

        var refusal = Assert.ThrowsAny<DicomException>(
            () => PixelValues.Of(EncapsulatedStream.Wrap(sample, DicomTransferSyntax.JPEGProcess1, stream.Jpeg)));
        Assert.StartsWith(name, refusal.Message, StringComparison.Ordinal);
    }

    static async Task<(byte[] Jpeg, byte[] Djpeg)> CompressAsync(string label, string[] options)
    {
        using var folder = new ScratchFolder();
        var (pnm, jpeg, back) = (folder.File("source.pnm"), folder.File("stream.jpg"), folder.File("back.pnm"));
        var colour = PixelSample.All.First(s => s.Name == "RGB");
        await File.WriteAllBytesAsync(pnm, EncapsulatedStream.ToPnm(PixelValues.Of(colour.Create().Dataset), 3));
        await PeerProcess.MustRunAsync("/usr/bin/cjpeg", [.. options, "-outfile", jpeg, pnm]);
        await PeerProcess.MustRunAsync("/usr/bin/djpeg", label == "MONOCHROME2" ? "-grayscale" : "-rgb", "-outfile", back, jpeg);
        return (await File.ReadAllBytesAsync(jpeg), await File.ReadAllBytesAsync(back));
    }
}
