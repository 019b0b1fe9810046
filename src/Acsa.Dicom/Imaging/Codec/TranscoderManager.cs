namespace Acsa.Dicom.Imaging.Codec;

/// <summary>An ITranscoderManager over a dictionary that <see cref="LoadCodecs"/> fills.</summary>
public abstract class TranscoderManager : ITranscoderManager
{
    /// <summary>The codecs by transfer syntax.</summary>
    protected Dictionary<DicomTransferSyntax, IDicomCodec> Codecs { get; } = [];

    /// <inheritdoc />
    public bool HasCodec(DicomTransferSyntax syntax) => Codecs.ContainsKey(syntax);

    /// <inheritdoc />
    public bool CanTranscode(DicomTransferSyntax inSyntax, DicomTransferSyntax outSyntax) =>
        (!inSyntax.IsEncapsulated || HasCodec(inSyntax)) && (!outSyntax.IsEncapsulated || HasCodec(outSyntax));

    /// <inheritdoc />
    public IDicomCodec GetCodec(DicomTransferSyntax syntax) => Codecs.TryGetValue(syntax, out var codec)
        ? codec
        : throw new DicomCodecException($"There is no codec for pixel data in {syntax.UID.Name} ({syntax.UID.UID}).");

    /// <inheritdoc />
    public abstract void LoadCodecs(string? path = null, string? search = null);
}
