namespace Acsa.Phantom;

/// <summary>How a tissue scatters.</summary>
/// <param name="LevelDb">Mean level in dB below the strongest echo.</param>
/// <param name="RoughnessDb">How far its level wavers from place to place.</param>
/// <param name="GrainAlong">Size of that wavering along the skin in cm.</param>
/// <param name="GrainAcross">Size of that wavering in depth in cm.</param>
/// <param name="AttenuationDb">Loss per cm that the scanner's depth gain leaves over.</param>
/// <param name="StreaksPerCm2">Short bright reflectors (perimysium) per cm².</param>
/// <param name="StreakDb">Their mean level above the tissue's own.</param>
/// <param name="StreakLength">Their mean length in cm.</param>
internal sealed record Tissue(
    double LevelDb,
    double RoughnessDb,
    double GrainAlong,
    double GrainAcross,
    double AttenuationDb,
    double StreaksPerCm2 = 0,
    double StreakDb = 0,
    double StreakLength = 0.3);

/// <summary>A patch of one tissue: a closed polygon in tissue coordinates.</summary>
internal sealed record TissuePatch((double A, double B)[] Outline, Tissue Tissue);

/// <summary>A reflecting sheet seen edge on: points in tissue coordinates, with an amplitude (1 the strongest echo) at each.</summary>
/// <param name="Points">The line.</param>
/// <param name="Amplitudes">Amplitude at each point.</param>
/// <param name="Sigma">Half thickness in cm.</param>
/// <param name="Smooth">1: one unbroken mirror; 0: speckled like tissue.</param>
internal sealed record EchoLine((double A, double B)[] Points, double[] Amplitudes, double Sigma, double Smooth);
