namespace Acsa.DicomScp.Tests;

public sealed class ContextPolicyTests
{
    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.6.1")]  // Ultrasound Image Storage
    [InlineData("1.2.840.10008.5.1.4.1.1.3.1")]  // Ultrasound Multi-frame Image Storage
    [InlineData("1.2.840.10008.5.1.4.1.1.6")]    // its predecessors, retired
    [InlineData("1.2.840.10008.5.1.4.1.1.3")]
    [InlineData("1.2.840.10008.5.1.4.1.1.7")]    // Secondary Capture
    [InlineData("1.2.840.10008.5.1.4.1.1.66.4")] // Segmentation
    [InlineData("1.2.840.10008.5.1.4.1.1.66.7")] // Label Map Segmentation
    [InlineData("1.2.840.10008.5.1.4.1.1.88.34")]
    public void Storage_classes_are_accepted_in_the_callers_preferred_syntax(string sopClass)
    {
        var verdict = ContextPolicy.Judge(DicomUID.Parse(sopClass), [DicomTransferSyntax.JPEGProcess1,
            DicomTransferSyntax.ImplicitVRLittleEndian]);
        Assert.Equal(DicomPresentationContextResult.Accept, verdict.Result);
        Assert.Equal(DicomTransferSyntax.JPEGProcess1, verdict.Syntax);
    }

    [Fact]
    public void Verification_is_accepted_uncompressed() =>
        Assert.Equal(DicomTransferSyntax.ImplicitVRLittleEndian, ContextPolicy.Judge(DicomUID.Verification,
            [DicomTransferSyntax.ImplicitVRLittleEndian]).Syntax);

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.2.2.1")] // Study Root Query/Retrieve - FIND
    [InlineData("1.2.3.4")]
    public void Other_services_are_not(string abstractSyntax) => Assert.Equal(
        DicomPresentationContextResult.RejectAbstractSyntaxNotSupported,
        ContextPolicy.Judge(DicomUID.Parse(abstractSyntax), [DicomTransferSyntax.ImplicitVRLittleEndian]).Result);

    [Theory]
    [InlineData("1.2.3.4")]                // private
    [InlineData("1.2.840.10008.1.2.4.94")] // JPIP Referenced: the pixels stay elsewhere
    public void Syntaxes_whose_pixels_cannot_be_kept_are_not(string syntax) => Assert.Equal(
        DicomPresentationContextResult.RejectTransferSyntaxesNotSupported,
        ContextPolicy.Judge(DicomUID.UltrasoundImageStorage, [DicomTransferSyntax.Parse(syntax)]).Result);
}
