using Acsa.Imaging;

namespace Acsa.Reporting;

/// <summary>What is the same for all results of a job.</summary>
/// <param name="ConfigurationHash">Hash of everything but the model that changes results, the software's version included.</param>
/// <param name="Time">
/// The instant of the job, with the node's local offset. A repeated job passes the same one and gets the same bytes.
/// </param>
public sealed record ReportContext(StructureTable Structures, DeviceIdentity Device, string ConfigurationHash, DateTimeOffset Time)
{
    /// <summary>
    /// Whether pictures, pages and presentation states bear the notice that they are no medical device's; reports always state it. Part
    /// of what <see cref="ConfigurationHash"/> covers.
    /// </summary>
    public bool MarksPictures { get; init; } = true;

    /// <summary>How presentation states carry outlines. Part of what <see cref="ConfigurationHash"/> covers.</summary>
    public OutlineForm Outlines { get; init; } = OutlineForm.Both;
}
