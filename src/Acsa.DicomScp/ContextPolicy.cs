namespace Acsa.DicomScp;

/// <summary>
/// Which presentation contexts are accepted (PS3.8 7.1.1.13): Verification; Storage Commitment where the caller has to do with it; and from
/// scanners every storage class that the standard knows, in any
/// transfer syntax whose bytes can be kept as they come. What cannot be analysed is still kept, so there is no reason to turn it away.
/// </summary>
public static class ContextPolicy
{
    // Retired classes that older consoles still send: ultrasound image and multi-frame of before 1998, and PS3.4 annex B's kin.
    static readonly string[] RetiredUltrasound = ["1.2.840.10008.5.1.4.1.1.6", "1.2.840.10008.5.1.4.1.1.3"];

    // A class of the standard's 2023 editions that DICOM libraries' tables may lack; browser viewers write it.
    const string LabelMapSegmentation = "1.2.840.10008.5.1.4.1.1.66.7";

    const string DicomSyntaxes = "1.2.840.10008.1.2";

    // Referenced pixel data (JPIP) would leave the pixels on the sender's server: nothing to keep, nothing to analyse.
    static readonly string[] ReferencedPixels =
        ["1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.204", "1.2.840.10008.1.2.4.205"];

    /// <summary>Decides on one proposed context.</summary>
    public static ContextVerdict Judge(
        DicomUID abstractSyntax, IReadOnlyList<DicomTransferSyntax> proposed, CallerRights rights = CallerRights.Store)
    {
        if (abstractSyntax == DicomUID.Verification) return FirstOf(proposed, IsUncompressedLittleEndian);
        if (abstractSyntax == DicomUID.StorageCommitmentPushModel
            && (rights & (CallerRights.AskCommitment | CallerRights.ReportCommitment)) != 0)
            return FirstOf(proposed, IsUncompressedLittleEndian);
        if (!IsStorage(abstractSyntax) || !rights.HasFlag(CallerRights.Store))
            return new(DicomPresentationContextResult.RejectAbstractSyntaxNotSupported, null);
        return FirstOf(proposed, IsKept);
    }

    // The caller's order is its preference.
    static ContextVerdict FirstOf(IReadOnlyList<DicomTransferSyntax> proposed, Func<DicomTransferSyntax, bool> isAcceptable) =>
        proposed.FirstOrDefault(isAcceptable) is { } chosen
            ? new(DicomPresentationContextResult.Accept, chosen)
            : new(DicomPresentationContextResult.RejectTransferSyntaxesNotSupported, null);

    static bool IsStorage(DicomUID uid) =>
        uid.StorageCategory != DicomStorageCategory.None || uid.UID == LabelMapSegmentation || RetiredUltrasound.Contains(uid.UID);

    static bool IsUncompressedLittleEndian(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.ExplicitVRLittleEndian || syntax == DicomTransferSyntax.ImplicitVRLittleEndian;

    static bool IsKept(DicomTransferSyntax syntax)
    {
        var uid = syntax.UID.UID;
        return (uid == DicomSyntaxes || uid.StartsWith(DicomSyntaxes + ".", StringComparison.Ordinal)) && !ReferencedPixels.Contains(uid);
    }
}
