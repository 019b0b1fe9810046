namespace Acsa.Acquisition;

/// <summary>Region Data Type (0018,6014), PS3.3 C.8.5.5.1.2: those that decide something here; other values are kept as numbers.</summary>
public enum RegionDataType
{
    None = 0,
    Tissue = 1,
    ColourFlow = 2,
}
