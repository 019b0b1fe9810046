namespace Acsa.Phantom;

/// <summary>Smooth noise on a plane, about −1 to 1, from a hashed lattice of unit spacing.</summary>
internal static class TextureNoise
{
    public static float At(uint key, float x, float y)
    {
        float fx = MathF.Floor(x), fy = MathF.Floor(y);
        int ix = (int)fx, iy = (int)fy;
        float tx = x - fx, ty = y - fy;
        tx *= tx * (3 - 2 * tx);
        ty *= ty * (3 - 2 * ty);
        float a = Knot(key, ix, iy), b = Knot(key, ix + 1, iy), c = Knot(key, ix, iy + 1), d = Knot(key, ix + 1, iy + 1);
        return a + tx * (b - a) + ty * (c - a + tx * (a - b - c + d));
    }

    private static float Knot(uint key, int x, int y)
    {
        var h = key ^ (uint)x * 0x9E3779B1u ^ (uint)y * 0x85EBCA77u;
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        h ^= h >> 15;
        return (int)h * (1f / 2147483648f);
    }
}
