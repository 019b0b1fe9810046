namespace Acsa.Dicom.Tests.Imaging;

/// <summary>
/// Each file of tests/data/dicom-us decodes to the samples that others give. The SHA-256 values are those of DCMTK
/// 3.6.7 (dcmj2pnm -M, to PNM); gdcm-US-ALOKA-16, whose segmented palette DCMTK does not read, is pydicom 2.3.1's apply_color_lut, upper
/// bytes. gdcmconv 3.0.21 --raw with pydicom gives the same for all of them.
/// </summary>
[Trait("Category", "SharedWithFoDicom")]
public sealed class UltrasoundFilesTests
{
    private const string Obstetric = "f27736ea1acb75cbd77cc44bdf061c884774d5dfaab52429152f950a19a1bde8";
    private const string Colour = "4631a14e915f1a7f27d30fb4cd2c4418e592a26008b61a29221641dc6e97c8b2";

    [Theory]
    [InlineData("ExplVR_BigEnd.dcm", 0, FramePath.Rgb, "1583c4339dd36e91dd2c30d278ef1ed95f3ea9a6de4401868d5712a76036ef2d")]
    [InlineData("JPGLosslessP14SV1_1s_1f_8b.dcm", 0, FramePath.Grey, "36e27e4f1e87a7d50407463323ddc3736736ecff35eb4e4a4c1b74646938835d")]
    [InlineData("OBXXXX1A.dcm", 0, FramePath.Palette, Obstetric)]
    [InlineData("OBXXXX1A_expb.dcm", 0, FramePath.Palette, Obstetric)]
    [InlineData("OBXXXX1A_rle.dcm", 0, FramePath.Palette, Obstetric)]
    [InlineData("OBXXXX1A_rle_2frame.dcm", 0, FramePath.Palette, Obstetric)]
    [InlineData("OBXXXX1A_rle_2frame.dcm", 1, FramePath.Palette, "c495716e820348ea9a2db435b8e91696d16ba59e09b7e552ebad8d6b7c436424")]
    // The uncompressed picture of the next line, given back exactly.
    [InlineData("US1_J2KR.dcm", 0, FramePath.YbrToRgb, "e16892020c73095e42ff4cf7368de5206f11012e25feaed53cc2bc614602bb9a")]
    [InlineData("US1_UNCR.dcm", 0, FramePath.Rgb, "e16892020c73095e42ff4cf7368de5206f11012e25feaed53cc2bc614602bb9a")]
    [InlineData("color-pl.dcm", 0, FramePath.Rgb, Colour)]
    [InlineData("color-px.dcm", 0, FramePath.Rgb, Colour)]
    [InlineData("examples_palette.dcm", 0, FramePath.Palette, "322156a65198e9bee9b231c14fcb48d06306bea5d39e9f3c0b0befb037eb834f")]
    [InlineData("examples_rgb_color.dcm", 0, FramePath.Rgb, "a64f021b9093684b86aa47195ce0f9e3c1b8f1f4c6ce569f8a65b292bd52ec1d")]
    [InlineData("examples_ybr_color.dcm", 0, FramePath.YbrToRgb, "52353e7c7c11b14a3b82a7b9258df5f844f5ac01c504fb2198d98e755043202d")]
    [InlineData("examples_ybr_color.dcm", 29, FramePath.YbrToRgb, "40229e504a1fae6c947c6767e5a39194f236dc17c9642817c66c67f2f8c8c060")]
    [InlineData("gdcm-US-ALOKA-16.dcm", 0, FramePath.Palette, "97697b719ccd7c15c9cfbee12cb1285b2423b8bc3adf6bf45cb3858e4f0f3db4")]
    public void Decodes_to_the_samples_of_others(string name, int frame, FramePath path, string sha256)
    {
        var decoded = FrameDecoder.Decode(DicomFile.Open(Fixture.UltrasoundFile(name)).Dataset, frame);

        Assert.Equal(path, decoded.Path);
        Assert.Equal(decoded.Width * decoded.Height * (decoded.IsColour ? 3 : 1), decoded.Samples.Length);
        Assert.Equal(sha256, Fixture.Sha256(decoded.Samples));
    }

    /// <summary>
    /// Floating-point wavelets round differently, so that another program's hash is no measure: the compressed picture is judged against
    /// the uncompressed one. OpenJPEG 2.5.0's samples of this file have a mean square error of 14.353 and are within a level of ours.
    /// </summary>
    [Fact]
    public void The_irreversible_picture_is_as_near_the_original_as_the_reference_makes_it()
    {
        var original = FrameDecoder.Decode(DicomFile.Open(Fixture.UltrasoundFile("US1_UNCR.dcm")).Dataset, 0).Samples;
        var decoded = FrameDecoder.Decode(DicomFile.Open(Fixture.UltrasoundFile("US1_J2KI.dcm")).Dataset, 0);

        var error = original.Zip(decoded.Samples, (a, b) => (double)((a - b) * (a - b))).Average();
        Assert.Equal(14.353, error, 0.01);
        Assert.True(decoded.IsLossy);
        Assert.Equal(FramePath.YbrToRgb, decoded.Path);
    }

    [Fact]
    public void No_file_is_left_out()
    {
        var folder = Path.GetDirectoryName(Fixture.UltrasoundFile("any"))!;

        Assert.Equal(15, Directory.GetFiles(folder, "*.dcm").Length);
    }

    [Fact]
    public void Only_the_compressed_with_loss_is_lossy()
    {
        Assert.True(FrameDecoder.Decode(DicomFile.Open(Fixture.UltrasoundFile("examples_ybr_color.dcm")).Dataset, 3).IsLossy);
        Assert.False(FrameDecoder.Decode(DicomFile.Open(Fixture.UltrasoundFile("OBXXXX1A_rle.dcm")).Dataset, 0).IsLossy);
    }
}
