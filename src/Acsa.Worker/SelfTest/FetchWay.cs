namespace Acsa.Worker.SelfTest;

/// <summary>How results are fetched back from an archive.</summary>
enum FetchWay
{
    /// <summary>By C-GET where the archive offers it, else by C-MOVE.</summary>
    Auto,

    /// <summary>By C-GET (PS3.4 C.4.3), over our own association.</summary>
    Get,

    /// <summary>By C-MOVE (PS3.4 C.4.2), to a port that is open for that long.</summary>
    Move,
}
