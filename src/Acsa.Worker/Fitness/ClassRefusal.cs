namespace Acsa.Worker.Fitness;

/// <summary>A SOP class whose objects a destination refused when they were sent, whatever it had agreed to before.</summary>
/// <param name="Why">Its answer in words.</param>
sealed record ClassRefusal(string SopClassUid, DateTimeOffset At, string Why)
{
    /// <summary>Whether it was refused for the association: then the next answer counts, else it is left out for a day.</summary>
    public bool IsOfAssociation { get; init; }

    /// <summary>The class by its name, as far as it is one of ours.</summary>
    public string Name => StorageClass.NameOf(SopClassUid);
}
