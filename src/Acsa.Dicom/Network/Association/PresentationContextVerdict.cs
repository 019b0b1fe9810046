namespace Acsa.Dicom.Network;

/// <summary>The answer to one proposed presentation context.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Result">Accepted, or why not.</param>
/// <param name="TransferSyntax">The transfer syntax agreed on; null unless accepted.</param>
/// <param name="ProviderRole">Whether the requestor may be SCP, if it proposes that (PS3.7 D.3.3.4).</param>
public sealed record PresentationContextVerdict(
    byte Id, DicomPresentationContextResult Result, DicomTransferSyntax? TransferSyntax, bool ProviderRole = false);
