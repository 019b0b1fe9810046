namespace Acsa.Acquisition;

/// <summary>Physical Units X/Y Direction (0018,6024) and (0018,6026), PS3.3 C.8.5.5.1.15.</summary>
public enum PhysicalUnits
{
    None = 0,
    Percent = 1,
    Decibel = 2,
    Centimetre = 3,
    Second = 4,
    Hertz = 5,
    DecibelPerSecond = 6,
    CentimetrePerSecond = 7,
    SquareCentimetre = 8,
    SquareCentimetrePerSecond = 9,
    CubicCentimetre = 10,
    CubicCentimetrePerSecond = 11,
    Degree = 12,
}
