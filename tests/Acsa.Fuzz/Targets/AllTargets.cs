namespace Acsa.Fuzz;

/// <summary>Everything that reads bytes from outside.</summary>
internal static class AllTargets
{
    /// <summary>New ones: a target belongs to one loop.</summary>
    public static IReadOnlyList<FuzzTarget> Create() =>
    [
        new FileTarget(), new DataSetTarget(), new PduTarget(), new CommandSetTarget(), new AssociationTarget(), new PeerTarget(),
        new SpoolTarget(),
        new JpegTarget(), new JpegLsTarget(), new Jpeg2000Target(), new RleTarget(), new FrameTarget(), new TextTarget(),
        new NumberTarget(),
        new AcquisitionTarget(), new PngTarget(),
    ];

    /// <summary>A target by name; also the one that breaks on purpose, which is in no run that does not ask for it.</summary>
    public static FuzzTarget? Find(string name) => Create().Append(new BrokenTarget()).FirstOrDefault(t => t.Name == name);
}
