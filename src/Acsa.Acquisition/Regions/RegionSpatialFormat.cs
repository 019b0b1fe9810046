namespace Acsa.Acquisition;

/// <summary>Region Spatial Format (0018,6012), PS3.3 C.8.5.5.1.1.</summary>
public enum RegionSpatialFormat
{
    None = 0,
    TwoDimensional = 1,
    MMode = 2,
    Spectral = 3,
    Waveform = 4,
    Graphics = 5,
}
