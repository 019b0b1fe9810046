namespace Acsa.Worker.Studies;

/// <summary>Why a stage could not do its work on an instance.</summary>
/// <param name="Stage">The stage, in words.</param>
/// <param name="Reason">A sentence for the technologist.</param>
/// <param name="Error">What was thrown; null when the stage itself said no.</param>
sealed record StageFailure(string Stage, string Reason, Exception? Error)
{
    /// <summary>Stage and kind of error, free of anything that the instance says: fit for a log.</summary>
    public string Kind => Error is null ? Stage : $"{Stage}: {Error.GetType().Name}";
}
