namespace Acsa.Imaging;

/// <summary>Least and greatest value that something can have, both allowed.</summary>
public readonly record struct Bounds(double Low, double High)
{
    public bool Contain(double value) => value >= Low && value <= High;
}
