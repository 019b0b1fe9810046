using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Acsa.DicomStack;

/// <summary>Our managed codecs under fo-dicom's transcoder, whose core package has RLE and lossless JPEG only.</summary>
sealed class ManagedCodecs : Acsa.Dicom.Imaging.Codec.DefaultTranscoderManager, ITranscoderManager
{
    /// <summary>Makes fo-dicom use them, before anything of this assembly runs.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Frames are also decoded by tests and tools that have no start-up code.")]
    public static void Register() =>
        new DicomSetupBuilder().RegisterServices(services => services.AddTranscoderManager<ManagedCodecs>()).Build();

    // Told "no", fo-dicom takes Pixel Data out of an object and sends the rest as if it were whole; told "yes", it throws for want of a
    // codec, and the request fails.
    bool ITranscoderManager.CanTranscode(DicomTransferSyntax inSyntax, DicomTransferSyntax outSyntax) => true;
}
