using Acsa.Dicom.Imaging.Codec.Jpeg2000;

namespace Acsa.Dicom.Tests.Imaging;

/// <summary>Against ITU-T T.800 annex F written down sample by sample.</summary>
public class InverseWaveletTests
{
    [Fact]
    public void Any_size_and_position_transforms_as_the_definition_says()
    {
        const int seed = 5;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var (x0, y0) = (random.Next(4), random.Next(4));
            var (width, height) = (1 + random.Next(round % 3 == 0 ? 4 : 70), 1 + random.Next(round % 5 == 0 ? 4 : 70));
            var (levels, reversible) = (1 + random.Next(3), round % 2 == 0);
            var component = Component(x0, y0, width, height, levels, reversible);
            var coefficients = new double[width * height];
            for (var i = 0; i < coefficients.Length; i++) coefficients[i] = random.Next(-2000, 2000);
            component.Samples = Array.ConvertAll(coefficients, c => reversible ? (int)c : BitConverter.SingleToInt32Bits((float)c));

            new InverseWavelet().Transform(component);
            foreach (var r in component.Resolutions.Skip(1)) Define(coefficients, width, r, component.Resolutions[r.Index - 1], reversible);

            for (var i = 0; i < coefficients.Length; i++)
            {
                var sample = reversible ? component.Samples[i] : BitConverter.Int32BitsToSingle(component.Samples[i]);
                Assert.True(Math.Abs(sample - coefficients[i]) <= (reversible ? 0 : 0.05),
                    $"seed {seed}: round {round}, {width} × {height} from {x0}, {y0}, sample {i}: {sample}, not {coefficients[i]}");
            }
        }
    }

    private static TileComponent Component(int x0, int y0, int width, int height, int levels, bool reversible)
    {
        var header = new HeaderSegments(1);
        header.Take(Jpeg2000Marker.CodingStyleDefault, [0, 0, 0, 1, 0, (byte)levels, 4, 4, 0, (byte)(reversible ? 1 : 0)]);
        byte[] steps = [0x40, .. Enumerable.Repeat((byte)(12 << 3), 3 * levels + 1)];
        header.Take(Jpeg2000Marker.QuantizationDefault, steps);
        return new TileComponent(x0, y0, x0 + width, y0 + height, 8, header, 0);
    }

    private static void Define(double[] samples, int stride, Resolution high, Resolution low, bool reversible)
    {
        for (var y = 0; y < high.Height; y++)
        {
            double[] row = [.. Enumerable.Range(0, high.Width).Select(x => samples[y * stride + x])];
            row = Inverse(row, low.Width, high.X0, reversible);
            for (var x = 0; x < row.Length; x++) samples[y * stride + x] = row[x];
        }
        for (var x = 0; x < high.Width; x++)
        {
            double[] column = [.. Enumerable.Range(0, high.Height).Select(y => samples[y * stride + x])];
            column = Inverse(column, low.Height, high.Y0, reversible);
            for (var y = 0; y < column.Length; y++) samples[y * stride + x] = column[y];
        }
    }

    private static double[] Inverse(double[] halves, int lowLength, int start, bool reversible)
    {
        var n = halves.Length;
        var line = new double[n];
        for (int i = 0, low = 0, high = lowLength; i < n; i++) line[i] = halves[((start + i) & 1) == 0 ? low++ : high++];
        if (n == 1)
        {
            if ((start & 1) == 1) line[0] = reversible ? Math.Truncate(line[0] / 2) : line[0] / 2;
            return line;
        }
        double At(int i) => line[i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i];
        void Each(int parity, Func<int, double> value)
        {
            for (var i = (start + parity) & 1; i < n; i += 2) line[i] = value(i);
        }
        if (reversible)
        {
            Each(0, i => line[i] - Math.Floor((At(i - 1) + At(i + 1) + 2) / 4));
            Each(1, i => line[i] + Math.Floor((At(i - 1) + At(i + 1)) / 2));
            return line;
        }
        Each(0, i => line[i] * 1.230174104914001);
        Each(1, i => line[i] / 1.230174104914001);
        Each(0, i => line[i] - 0.443506852043971 * (At(i - 1) + At(i + 1)));
        Each(1, i => line[i] - 0.882911075530934 * (At(i - 1) + At(i + 1)));
        Each(0, i => line[i] + 0.052980118572961 * (At(i - 1) + At(i + 1)));
        Each(1, i => line[i] + 1.586134342059924 * (At(i - 1) + At(i + 1)));
        return line;
    }
}
