namespace Acsa.Worker.Results;

/// <summary>Grey levels inside the mask, 0 to 255.</summary>
sealed record EchogenicityEntry(double Mean, double Sd, double Median, long Pixels, IReadOnlyList<double>? MeanInterval);
