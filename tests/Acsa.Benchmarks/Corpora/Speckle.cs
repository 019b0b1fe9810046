namespace Acsa.Benchmarks.Corpora;

/// <summary>Pictures that compress about as well as ultrasound: smoothed Rayleigh noise over layers, and two bright fasciae.</summary>
static class Speckle
{
    public static byte[] Image(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var noise = new float[(rows + 1) * (columns + 1)];
        for (var i = 0; i < noise.Length; i++) noise[i] = 0.8f * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle()));

        var pixels = new byte[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var layer = 60 + 40 * MathF.Sin(18f * row / rows) - 45f * row / rows;
            for (var column = 0; column < columns; column++)
            {
                var at = row * (columns + 1) + column;
                var smooth = (noise[at] + noise[at + 1] + noise[at + columns + 1] + noise[at + columns + 2]) / 4;
                var slope = 0.06f * (column - columns / 2f);
                var near = MathF.Min(MathF.Abs(row - rows * 0.28f - slope), MathF.Abs(row - rows * 0.72f + slope)) / (rows * 0.008f);
                pixels[row * columns + column] = (byte)Math.Clamp(MathF.Max(layer * smooth * 1.4f, 235 * MathF.Exp(-near * near)), 0, 255);
            }
        }

        return pixels;
    }
}
