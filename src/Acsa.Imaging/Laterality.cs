namespace Acsa.Imaging;

/// <summary>Side of the body.</summary>
public enum Laterality
{
    Unknown,
    Left,
    Right,
}
