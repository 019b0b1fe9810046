using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>
/// Reads muscle, side and plane from an instance: codes first, then the laterality attributes, then the descriptive texts, by the
/// tables structures.json and anatomy.json. Statements that contradict each other are reasons for review. docs/calibration.md lists the
/// rules.
/// </summary>
public sealed partial class AnatomyReader(StructureTable table, AnatomyTable? rules = null)
{
    const string User = "the user";

    readonly TextAnatomy _texts = new(table, rules ?? AnatomyTable.BuiltIn);

    /// <summary>The words and rules in use.</summary>
    public AnatomyTable Table { get; } = rules ?? AnatomyTable.BuiltIn;

    /// <summary>Reads what the instance, and the frame (1-based) where frames state it, says of itself.</summary>
    /// <param name="stated">What the user states; it counts, and what the instance says otherwise is a reason for review.</param>
    public AnatomyReading Read(DicomDataset dataset, int frameNumber = 1, StatedAnatomy? stated = null)
    {
        var reasons = new List<string>();
        NamedAnatomy[] close =
        [
            StatedBy(stated), ImageSide(dataset, frameNumber), CodedAnatomy.Read(dataset, table),
            _texts.Read(dataset, DicomTag.ImageComments, "Image Comments", StatementScope.Image), SeriesSide(dataset),
            _texts.Read(dataset, DicomTag.SeriesDescription, "Series Description"),
            _texts.Read(dataset, DicomTag.ProtocolName, "Protocol Name"),
            _texts.Read(dataset, DicomTag.BodyPartExamined, "Body Part Examined"),
        ];
        // A study covers many images: what is said of it counts only where nothing closer to the image speaks.
        NamedAnatomy[] distant =
        [
            _texts.Read(dataset, DicomTag.StudyDescription, "Study Description", StatementScope.Study),
            _texts.Read(dataset, DicomTag.RequestedProcedureDescription, "Requested Procedure Description", StatementScope.Study),
            _texts.Read(dataset, DicomTag.PerformedProcedureStepDescription, "Performed Procedure Step Description", StatementScope.Study),
        ];

        NamedAnatomy[] sources = [.. close, .. distant];
        var (structures, structureSource) = Structures(sources, reasons);
        var (side, sideSource) = Side(sources, reasons);
        if (BodyPartProblem(dataset, structures, close[^1].Structures) is { } problem) reasons.Add(problem);
        var isDisputed = structures.Count == 0 && reasons.Count > 0;
        reasons.AddRange(Kinds(dataset));
        var namedClose = close.Any(source => source.Source != User && source.Structures.Count > 0);
        NamedAnatomy[] heard = structures.Count > 0 && !namedClose ? sources : close;
        reasons.AddRange(heard.Where(text => text.Structures.Count > 0).Select(text => text.Doubt).OfType<string>());
        return new AnatomyReading(structures, side, reasons)
        {
            Refusal = Along(heard, reasons),
            IsDisputed = isDisputed,
            Statements = [.. sources.SelectMany(source => source.Statements)],
            StructureSource = structureSource?.Source,
            SideSource = side == Laterality.Unknown ? null : sideSource?.Source,
            IsOfImage = structureSource?.IsOfImage == true && sideSource?.IsOfImage == true,
        };
    }

    internal static string NameOf(Laterality side) => side switch
    {
        Laterality.Left => "left",
        Laterality.Right => "right",
        _ => "unknown",
    };

    // A series that holds both planes does not say which one this image is.
    static string? Along(NamedAnatomy[] sources, List<string> reasons)
    {
        if (Array.Find(sources, source => source.IsLongitudinal) is not { } along) return null;
        if (Array.Find(sources, source => source.IsTransverse) is not { } across)
            return $"Not measured: {along.Source} says that the image is cut along the muscle, which has its cross-section across.";
        reasons.Add(along == across
            ? $"The plane is not certain: {along.Source} names a cut along the muscle and one across."
            : $"The plane is not certain: {along.Source} names a cut along the muscle, {across.Source} one across.");
        return null;
    }

    static NamedAnatomy StatedBy(StatedAnatomy? stated)
    {
        if (stated is null) return NamedAnatomy.Silent(User);
        var statements = new List<AnatomyStatement>();
        if (stated.Structure is { } key) statements.Add(new(User, "structure", key, "stated by the user"));
        if (stated.Side != Laterality.Unknown) statements.Add(new(User, "side", NameOf(stated.Side), "stated by the user"));
        return new(User, stated.Structure is null ? [] : [stated.Structure], stated.Side.Named())
        {
            Scope = StatementScope.Image, IsOfImage = true, Statements = statements,
        };
    }
}
