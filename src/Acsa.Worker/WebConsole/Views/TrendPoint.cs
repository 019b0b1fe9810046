using Acsa.Measurement;

namespace Acsa.Worker.WebConsole.Views;

/// <summary>One number of one study.</summary>
/// <param name="At">Date of the study.</param>
/// <param name="Interval">Null where there is none.</param>
/// <param name="Status">measured or review.</param>
/// <param name="Model">Null where it is not known any more.</param>
/// <param name="Scanner">Device, transducer and preset; null where they are not known.</param>
/// <param name="IsHeld">Whether the ledger still has the study.</param>
sealed record TrendPoint(
    string StudyUid, DateTime At, double Value, ErrorInterval? Interval, string Status, string? Model,
    string? Scanner = null, bool IsHeld = true);
