using System.Runtime.InteropServices;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>Decodes one tile after the other into the image's samples; what it works with is used again for each.</summary>
internal sealed class TileDecoder(ImageSize size, byte[] samples, int bytesPerSample)
{
    private readonly BlockDecoder _blocks = new();
    private readonly InverseWavelet _wavelet = new();

    /// <summary>Decodes tile <paramref name="index"/>; true where its components were transformed to RGB (annex G).</summary>
    public bool Decode(ReadOnlySpan<byte> stream, int index, TileData tile)
    {
        var defaults = tile.Header.Defaults;
        var components = Components(index, tile.Header);
        var data = Join(stream, tile.Parts);
        // Every packet has a byte at least (B.10.3), so few bytes cannot ask for many precincts.
        byte[]? packed = tile.PacketHeaders.Count == 0 ? null : [.. tile.PacketHeaders.SelectMany(headers => headers)];
        if (components.Sum(c => c.PrecinctCount) * defaults.Layers > (packed ?? data).Length) throw Jpeg2000Failure.PacketsEnd();
        if (components.Sum(c => (long)c.Width * c.Height) > Jpeg2000Limits.CoefficientsPerTile)
            throw Jpeg2000Failure.NotDecoded($"more than {Jpeg2000Limits.CoefficientsPerTile} coefficients in a tile");

        List<Precinct> precincts = [.. components.SelectMany((c, i) => c.Precincts(i))];
        var reader = new PacketReader(defaults, packed);
        var position = 0;
        foreach (var (layer, precinct) in PacketSequence.Create(tile.Header.Progressions, defaults.Layers, precincts))
            position = reader.Read(data, position, layer, precinct);

        foreach (var component in components) component.Samples = new int[component.Width * component.Height];
        foreach (var precinct in precincts.Where(p => p.IsTouched))
        {
            foreach (var band in precinct.Bands)
            {
                foreach (var block in band.Included) Place(block, band.Band, precinct.Component, data);
            }
        }
        foreach (var component in components) _wavelet.Transform(component);
        if (defaults.HasColourTransform) ColourTransform.Invert(components);
        Write(index, components);
        return defaults.HasColourTransform;
    }

    private (int X0, int Y0, int X1, int Y1) Borders(int index)
    {
        // Equations B-7 to B-10.
        long column = index % size.TilesWide, row = index / size.TilesWide;
        var (left, top) = (size.TileX0 + column * size.TileWidth, size.TileY0 + row * size.TileHeight);
        return ((int)Math.Max(left, size.X0), (int)Math.Max(top, size.Y0),
            (int)Math.Min(left + size.TileWidth, size.X1), (int)Math.Min(top + size.TileHeight, size.Y1));
    }

    private TileComponent[] Components(int index, HeaderSegments header)
    {
        var (x0, y0, x1, y1) = Borders(index);
        var components = new TileComponent[size.Components];
        for (var c = 0; c < components.Length; c++) components[c] = new TileComponent(x0, y0, x1, y1, size.Precision, header, c);
        return components;
    }

    private static byte[] Join(ReadOnlySpan<byte> stream, List<(int Offset, int Length)> parts)
    {
        var data = new byte[parts.Sum(p => p.Length)];
        var at = 0;
        foreach (var (offset, length) in parts)
        {
            stream.Slice(offset, length).CopyTo(data.AsSpan(at));
            at += length;
        }
        return data;
    }

    /// <summary>Decodes a code-block, takes back the raising of a region of interest (H.1) and the quantization (E.1).</summary>
    private void Place(CodeBlock block, SubBand band, TileComponent component, byte[] data)
    {
        var values = _blocks.Decode(block, band.Orientation, component.Style.Blocks, data);
        var shift = component.RegionShift;
        var half = 0.5f * band.Step;
        var floats = MemoryMarshal.Cast<int, float>(component.Samples.AsSpan());
        for (var y = 0; y < block.Height; y++)
        {
            var row = values.Slice(y * block.Width, block.Width);
            var at = (block.Y + y) * component.Width + block.X;
            for (var x = 0; x < row.Length; x++)
            {
                var value = row[x];
                // Values have a fraction bit, so that 2^(s+1) stands for 2^s.
                if (shift > 0 && (shift >= 30 ? 0 : Math.Abs(value) >> (shift + 1)) != 0)
                    value = value < 0 ? -(-value >> shift) : value >> shift;
                if (component.Style.IsReversible) component.Samples[at + x] = value / 2;
                else floats[at + x] = value * half;
            }
        }
    }

    /// <summary>Rounds, undoes the level shift of unsigned samples (G.1), clamps to their range and writes their containers.</summary>
    private void Write(int index, TileComponent[] components)
    {
        var (x0, y0, _, _) = Borders(index);
        var (lowest, shift) = size.IsSigned ? (-(1 << (size.Precision - 1)), 0) : (0, 1 << (size.Precision - 1));
        var highest = lowest + (1 << size.Precision) - 1;
        for (var c = 0; c < components.Length; c++)
        {
            var component = components[c];
            var floats = MemoryMarshal.Cast<int, float>(component.Samples.AsSpan());
            for (var y = 0; y < component.Height; y++)
            {
                var at = (((long)(y0 - size.Y0 + y) * size.Width + (x0 - size.X0)) * components.Length + c) * bytesPerSample;
                var target = samples.AsSpan((int)at);
                for (int x = 0, i = y * component.Width; x < component.Width; x++, i++)
                {
                    var value = component.Style.IsReversible ? component.Samples[i] : Round(floats[i]);
                    var sample = (int)Math.Clamp((long)value + shift, lowest, highest);
                    var place = x * components.Length * bytesPerSample;
                    target[place] = (byte)sample;
                    if (bytesPerSample == 2) target[place + 1] = (byte)(sample >> 8);
                }
            }
        }
    }

    /// <summary>To the nearest; what a damaged stream has beyond any sample's range stays within an int.</summary>
    private static int Round(float value) => float.IsNaN(value) ? 0 : (int)MathF.Round(Math.Clamp(value, -1e6f, 1e6f));
}
