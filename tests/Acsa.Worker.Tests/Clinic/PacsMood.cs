namespace Acsa.Worker.Tests.Clinic;

enum PacsMood
{
    Well,

    /// <summary>Rejects every association for now.</summary>
    Away,

    /// <summary>Answers 0xA700.</summary>
    Full,

    /// <summary>Takes an object and answers too late.</summary>
    Hangs,

    /// <summary>Breaks the association off in the middle.</summary>
    Drops,
}
