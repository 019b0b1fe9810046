namespace Acsa.Phantom;

internal sealed partial class EchoField
{
    /// <summary>Cells that all looks together may have: what keeps a picture under a fifth of a second.</summary>
    private const int MostCells = 1_600_000;

    private void Detect(ThighAnatomy anatomy, PhantomRandom random)
    {
        var power = new float[Columns * Rows];
        var looks = Math.Clamp(MostCells / (Columns * Rows), 1, _scanner.Looks);
        for (var look = 0; look < looks; look++)
        {
            var real = new float[Columns * Rows];
            var imaginary = new float[Columns * Rows];
            Scatter(anatomy, random, real, imaginary);
            BlurAlongBeam(real, imaginary);
            BlurAcrossBeams(real, imaginary);
            Receive(random, real, imaginary, power, 1f / looks);
        }
        if (_scanner.Compounding > 0) Compound(power);
        Compress(power);
    }

    private void Scatter(ThighAnatomy anatomy, PhantomRandom random, float[] real, float[] imaginary)
    {
        var patches = anatomy.Patches;
        var texture = _recipe.Stream(5);
        var count = patches.Count;
        Span<float> level = stackalloc float[count], rough = stackalloc float[count], along = stackalloc float[count],
            across = stackalloc float[count], lossAt = stackalloc float[count];
        Span<uint> key = stackalloc uint[count];
        for (var i = 0; i < count; i++)
        {
            var tissue = patches[i].Tissue;
            (level[i], rough[i]) = ((float)PortableMath.Amplitude(tissue.LevelDb), (float)(tissue.RoughnessDb * 0.115129254649702));
            (along[i], across[i]) = ((float)(StepU / tissue.GrainAlong), (float)(StepV / tissue.GrainAcross));
            (lossAt[i], key[i]) = ((float)(tissue.AttenuationDb * StepV * 0.115129254649702), (uint)texture.NextBits());
        }
        var speckleGain = SpeckleGain();
        var loss = new float[Columns];
        var shadow = ShadowLoss(anatomy, out var shadowFrom);
        var fade = (float)(StepV / 0.6);
        const float unit = 1f / 26754; // standard deviation of the difference of two uniform 16-bit numbers
        for (var row = 0; row < Rows; row++)
        {
            var gain = speckleGain[row] * unit * 0.70710678f;
            for (var column = 0; column < Columns; column++)
            {
                var cell = row * Columns + column;
                int label = _label[cell];
                var noise = rough[label] == 0 ? 0 : rough[label] * TextureNoise.At(key[label], column * along[label], row * across[label]);
                // e^x for small x: the platforms' own exponential is not needed, nor wanted (PortableMath).
                var wave = 1 + noise * 0.125f;
                wave *= wave;
                wave *= wave;
                var amplitude = (level[label] * wave * wave + _diffuse[cell]) * gain;
                loss[column] += lossAt[label];
                var through = 1 / (1 + Math.Max(0, loss[column]) * (1 + 0.5f * Math.Max(0, loss[column])));
                if (loss[column] < 0) through = 1 - loss[column];
                if (row > shadowFrom[column]) through *= 1 - (1 - shadow[column]) * Math.Min(1, (row - shadowFrom[column]) * fade);
                var bits = random.NextBits();
                real[cell] = ((int)(bits & 0xFFFF) - (int)((bits >> 16) & 0xFFFF)) * amplitude * through + _mirror[cell] * through;
                imaginary[cell] = ((int)((bits >> 32) & 0xFFFF) - (int)(bits >> 48)) * amplitude * through;
            }
        }
    }

    private float[] ShadowLoss(ThighAnatomy anatomy, out int[] from)
    {
        var factor = new float[Columns];
        from = new int[Columns];
        Array.Fill(factor, 1);
        Array.Fill(from, Rows);
        foreach (var (centre, half, depth, decibels) in anatomy.Shadows)
            for (var column = 0; column < Columns; column++)
            {
                var away = Math.Abs(column * StepU / _geometry.Width * _geometry.TissueWidth - centre) / half;
                if (away >= 1) continue;
                factor[column] *= (float)PortableMath.Amplitude(-decibels * (1 - away * away));
                from[column] = Math.Min(from[column], (int)(depth / StepV));
            }
        return factor;
    }

    private double LateralSigmaAt(int row)
    {
        var away = (row * StepV - _scanner.FocusDepth) / _scanner.FocalLength;
        return _scanner.LateralSigma * Math.Sqrt(1 + away * away);
    }

    private static float[] Kernel(double sigmaInCells)
    {
        var radius = Math.Max(1, (int)Math.Ceiling(2.5 * sigmaInCells));
        var kernel = new float[2 * radius + 1];
        double sum = 0;
        for (var i = -radius; i <= radius; i++)
            sum += kernel[i + radius] = (float)PortableMath.Exp(-0.5 * i * i / (sigmaInCells * sigmaInCells));
        for (var i = 0; i < kernel.Length; i++) kernel[i] /= (float)sum;
        return kernel;
    }

    private static double Energy(float[] kernel)
    {
        double sum = 0;
        foreach (var k in kernel) sum += k * k;
        return sum;
    }

    /// <summary>What speckle loses to the averaging of random phases, row by row: it is given back, so that levels mean the same at every
    /// resolution.</summary>
    private float[] SpeckleGain()
    {
        var axial = Energy(Kernel(_scanner.AxialSigma / StepV));
        var gain = new float[Rows];
        for (var row = 0; row < Rows; row++) gain[row] = (float)(1 / Math.Sqrt(axial * Energy(Kernel(LateralSigmaAt(row) / StepU))));
        return gain;
    }

    private void BlurAlongBeam(float[] real, float[] imaginary)
    {
        var kernel = Kernel(_scanner.AxialSigma / StepV);
        var radius = kernel.Length / 2;
        foreach (var part in new[] { real, imaginary })
        {
            var source = (float[])part.Clone();
            for (var row = 0; row < Rows; row++)
            {
                var line = part.AsSpan(row * Columns, Columns);
                line.Clear();
                for (var k = -radius; k <= radius; k++)
                    AddScaled(line, source.AsSpan(Math.Clamp(row + k, 0, Rows - 1) * Columns, Columns), kernel[k + radius]);
            }
        }
    }

    private void BlurAcrossBeams(float[] real, float[] imaginary)
    {
        var padded = new float[Columns + 128];
        float[] kernel = [];
        for (var row = 0; row < Rows; row++)
        {
            if (row % 8 == 0) kernel = Kernel(Math.Min(LateralSigmaAt(row) / StepU, 24));
            var radius = kernel.Length / 2;
            foreach (var part in new[] { real, imaginary })
            {
                var line = part.AsSpan(row * Columns, Columns);
                line.CopyTo(padded.AsSpan(radius));
                padded.AsSpan(0, radius).Fill(line[0]);
                padded.AsSpan(radius + Columns, radius).Fill(line[^1]);
                line.Clear();
                for (var k = 0; k < kernel.Length; k++) AddScaled(line, padded.AsSpan(k, Columns), kernel[k]);
            }
        }
    }

    private static void AddScaled(Span<float> sum, ReadOnlySpan<float> values, float factor)
    {
        var width = System.Numerics.Vector<float>.Count;
        var i = 0;
        for (; i <= sum.Length - width; i += width)
            (new System.Numerics.Vector<float>(sum[i..]) + new System.Numerics.Vector<float>(values[i..]) * factor).CopyTo(sum[i..]);
        for (; i < sum.Length; i++) sum[i] += values[i] * factor;
    }

    private void Receive(PhantomRandom random, float[] real, float[] imaginary, float[] power, float share)
    {
        for (var row = 0; row < Rows; row++)
        {
            var noise = (float)(PortableMath.Amplitude(_scanner.NoiseDb + _scanner.NoiseRise * row * StepV) * 0.70710678 / 26754);
            for (var column = 0; column < Columns; column++)
            {
                var cell = row * Columns + column;
                var bits = random.NextBits();
                var re = real[cell] + ((int)(bits & 0xFFFF) - (int)((bits >> 16) & 0xFFFF)) * noise;
                var im = imaginary[cell] + ((int)((bits >> 32) & 0xFFFF) - (int)(bits >> 48)) * noise;
                power[cell] += (re * re + im * im) * share;
            }
        }
    }

    /// <summary>Speckle reduction as by compounding: each cell's power is mixed with its neighbours'.</summary>
    private void Compound(float[] power)
    {
        var source = (float[])power.Clone();
        var near = (float)(_scanner.Compounding / 9);
        var own = 1 - 9 * near;
        for (var row = 1; row < Rows - 1; row++)
        {
            var line = power.AsSpan(row * Columns + 1, Columns - 2);
            for (var i = 0; i < line.Length; i++) line[i] *= own;
            for (var dy = -1; dy <= 1; dy++)
                for (var dx = -1; dx <= 1; dx++)
                    AddScaled(line, source.AsSpan((row + dy) * Columns + 1 + dx, Columns - 2), near);
        }
    }

    private void Compress(float[] power)
    {
        // Grey by level, a step of 0.1 dB, over −140 to +40 dB.
        const int steps = 1801;
        var greyAt = new float[steps];
        for (var i = 0; i < steps; i++)
        {
            var share = Math.Clamp((i * 0.1 - 140 + _scanner.DynamicRangeDb + _scanner.GainDb) / _scanner.DynamicRangeDb, 0, 1);
            greyAt[i] = (float)(255 * PortableMath.Pow(share, _scanner.Gamma));
        }
        for (var i = 0; i < power.Length; i++)
        {
            // log2 from the number's own bits: exponent and, to 0.01, the mantissa's share.
            var bits = BitConverter.SingleToInt32Bits(power[i] + 1e-14f);
            var m = BitConverter.Int32BitsToSingle((bits & 0x7FFFFF) | 0x3F800000);
            var log2 = ((bits >> 23) - 127) + (-1.7417939f + (2.8212026f + (-1.4699568f + (0.44717955f - 0.056570851f * m) * m) * m) * m);
            var at = Math.Clamp((log2 * 3.0103f + 140) * 10, 0, steps - 2);
            var index = (int)at;
            Grey[i] = greyAt[index] + (at - index) * (greyAt[index + 1] - greyAt[index]);
        }
    }
}
