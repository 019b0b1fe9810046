using System.Globalization;
using Acsa.Imaging;

namespace Acsa.Acquisition;

public sealed partial class AnatomyReader
{
    // PS3.3 C.8.5.6.1.1: value 4 of Image Type, a sum of flags.
    const int MModeFlag = 0x0002;
    const int DopplerSpectrumFlags = 0x0004 | 0x0008;
    const int RenderingFlag = 0x0040;

    // Parts of the defined terms of Transducer Type (0018,6031); probes for muscles are linear or curved.
    static readonly string[] OtherProbes = ["SECTOR", "VECTOR", "PHASED", "ENDOCAV", "IV_", "SINGLE CRYSTAL", "SPLIT XTAL"];

    static NamedAnatomy ImageSide(DicomDataset dataset, int frameNumber)
    {
        var frame = FrameSide(dataset, frameNumber);
        return frame != NamedSides.None ? OfAttribute("Frame Laterality", frame, StatementScope.Image)
            : OfAttribute("Image Laterality", Side(dataset, DicomTag.ImageLaterality), StatementScope.Image);
    }

    static NamedAnatomy SeriesSide(DicomDataset dataset) =>
        OfAttribute("the series' Laterality", Side(dataset, DicomTag.Laterality), StatementScope.Series);

    static NamedAnatomy OfAttribute(string source, NamedSides sides, StatementScope scope) => new(source, [], sides)
    {
        Scope = scope,
        IsOfImage = scope == StatementScope.Image,
        Statements = sides == NamedSides.None ? [] : [new(source, "side", sides.Name(), "attribute")],
    };

    static NamedSides FrameSide(DicomDataset dataset, int frameNumber)
    {
        foreach (var (groups, index) in new[] { (DicomTag.PerFrameFunctionalGroupsSequence, frameNumber - 1),
            (DicomTag.SharedFunctionalGroupsSequence, 0) })
            if (dataset.TryGetSequence(groups, out var sequence) && index < sequence.Items.Count &&
                sequence.Items[index].TryGetSequence(DicomTag.FrameAnatomySequence, out var anatomy) && anatomy.Items.Count > 0 &&
                Side(anatomy.Items[0], DicomTag.FrameLaterality) is var side and not NamedSides.None)
                return side;
        return NamedSides.None;
    }

    // PS3.3 C.7.6.16.2.1: R, L, U (unpaired), B (both).
    static NamedSides Side(DicomDataset dataset, DicomTag tag) => new LenientValues(dataset, "", []).Text(tag)?.ToUpperInvariant() switch
    {
        "L" => NamedSides.Left,
        "R" => NamedSides.Right,
        "B" => NamedSides.Both,
        _ => NamedSides.None,
    };

    // What the image says of its kind that does not go with a cross-section of a muscle.
    static IEnumerable<string> Kinds(DicomDataset dataset)
    {
        var values = new LenientValues(dataset, "", []);
        if (dataset.TryGetValue<string>(DicomTag.ImageType, 3, out var flags)
            && int.TryParse(flags, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var kind))
        {
            if ((kind & RenderingFlag) != 0) yield return "The image type says that the image is a three-dimensional rendering.";
            if ((kind & MModeFlag) != 0) yield return "The image type says that the image holds an M-mode picture.";
            if ((kind & DopplerSpectrumFlags) != 0) yield return "The image type says that the image holds a Doppler spectrum.";
        }
        if (values.Text(DicomTag.TransducerType)?.ToUpperInvariant() is { } probe
            && Array.Exists(OtherProbes, name => probe.Contains(name, StringComparison.Ordinal)))
            yield return "The image was made with a transducer of a kind that muscles are not scanned with (phased, sector or intracavitary).";
    }

    string? BodyPartProblem(DicomDataset dataset, List<string> structures, IReadOnlyCollection<string> namedByIt)
    {
        if (namedByIt.Count > 0) return null; // It names a muscle itself, and was held against the others.
        if (new LenientValues(dataset, "", []).Text(DicomTag.BodyPartExamined)?.ToUpperInvariant() is not { } part) return null;
        var sites = table.Sites.Where(site => site.BodyParts.Contains(part)).ToList();
        // On some scanners it is typed in: what is no term may be anything, a name too, and reasons go into reports and lists.
        var shown = sites.Count > 0 || StandardBodyParts.Contains(part) ? part : "(no term of DICOM)";
        if (sites.Count == 0) return $"The image is labelled with the body part {shown}, which is none that this node measures.";
        var clash = structures.Select(table.Find).FirstOrDefault(structure => structure?.Site is { } site && !sites.Contains(site));
        return clash is null ? null : $"The image is labelled {clash.Name} and with the body part {shown}, which do not go together.";
    }
}
