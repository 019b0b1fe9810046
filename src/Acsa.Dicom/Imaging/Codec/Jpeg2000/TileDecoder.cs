using System.Buffers.Binary;
using Acsa.Dicom.Imaging.Codec.Jpeg;

namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>Decodes one tile after the other into the image's samples; what it works with is used again for each.</summary>
internal sealed class TileDecoder(ImageSize size, byte[] samples, int bytesPerSample)
{
    private readonly BlockDecoder _blocks = new();
    private readonly InverseWavelet _wavelet = new();
    private readonly DecodingWork _work = new();
    private byte[] _bytes = [];

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
        var reader = new PacketReader(defaults, _work, packed);
        var position = 0;
        foreach (var (layer, precinct) in PacketSequence.Create(tile.Header.Progressions, defaults.Layers, precincts, _work))
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
        if (component.RegionShift > 0) values = Lower(values, component.RegionShift);
        for (var y = 0; y < block.Height; y++)
        {
            var row = values.Slice(y * block.Width, block.Width);
            var target = component.Samples.AsSpan((block.Y + y) * component.Width + block.X, block.Width);
            if (component.Style.IsReversible) SampleRows.Halve(row, target);
            else SampleRows.Scale(row, target, 0.5f * band.Step);
        }
    }

    /// <summary>Values have a fraction bit, so that 2^(s+1) stands for 2^s.</summary>
    private static int[] Lower(ReadOnlySpan<int> values, int shift)
    {
        var lowered = values.ToArray();
        if (shift >= 30) return lowered;
        foreach (ref var value in lowered.AsSpan())
        {
            if (Math.Abs(value) >> (shift + 1) != 0) value = value < 0 ? -(-value >> shift) : value >> shift;
        }
        return lowered;
    }

    /// <summary>Rounds, undoes the level shift of unsigned samples (G.1), clamps to their range and writes their containers.</summary>
    private void Write(int index, TileComponent[] components)
    {
        var (x0, y0, _, _) = Borders(index);
        var (lowest, shift) = size.IsSigned ? (-(1 << (size.Precision - 1)), 0) : (0, 1 << (size.Precision - 1));
        var highest = lowest + (1 << size.Precision) - 1;
        var width = components[0].Width;
        for (var y = 0; y < components[0].Height; y++)
        {
            var at = (((long)(y0 - size.Y0 + y) * size.Width + (x0 - size.X0)) * components.Length) * bytesPerSample;
            var target = samples.AsSpan((int)at, width * components.Length * bytesPerSample);
            foreach (var component in components)
            {
                var row = component.Samples.AsSpan(y * width, width);
                if (!component.Style.IsReversible) SampleRows.Round(row);
                SampleRows.ShiftAndClamp(row, shift, lowest, highest);
            }
            WriteRow(components, y * width, width, target);
        }
    }

    private void WriteRow(TileComponent[] components, int start, int width, Span<byte> target)
    {
        if (bytesPerSample == 1)
        {
            if (_bytes.Length < width * components.Length) _bytes = new byte[width * components.Length];
            var planes = components.Length == 1 ? target : _bytes;
            for (var c = 0; c < components.Length; c++)
                SampleRows.ToBytes(components[c].Samples.AsSpan(start, width), planes.Slice(c * width, width));
            if (components.Length == 3)
                JpegPixels.Interleave(planes[..width], planes.Slice(width, width), planes.Slice(2 * width, width), target);
        }
        else if (components.Length == 1)
        {
            SampleRows.ToWords(components[0].Samples.AsSpan(start, width), target);
        }
        else
        {
            for (var c = 0; c < components.Length; c++)
            {
                for (var x = 0; x < width; x++)
                {
                    var place = 2 * (x * components.Length + c);
                    BinaryPrimitives.WriteInt16LittleEndian(target[place..], (short)components[c].Samples[start + x]);
                }
            }
        }
    }
}
