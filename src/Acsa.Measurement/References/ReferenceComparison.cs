namespace Acsa.Measurement;

/// <summary>What a measured mean grey level was compared with.</summary>
/// <param name="TableId">Id of the reference table.</param>
/// <param name="TableVersion">Its version.</param>
/// <param name="Population">The people it was made from, for (121405, DCM, "Population description").</param>
/// <param name="Authority">Who published it, for (121406, DCM, "Reference Authority").</param>
/// <param name="ExpectedMean">Mean grey level that the table's equation gives for this person.</param>
/// <param name="Sd">SD of healthy people around it, in grey levels.</param>
public sealed record ReferenceComparison(
    string TableId, string TableVersion, string Population, string Authority, double ExpectedMean, double Sd);
