using System.Globalization;

namespace Acsa.Interop.Tests.PixelData;

/// <summary>
/// OpenJPEG's encoder with options drawn at random (tiles, tile-parts, layers, progression orders and their changes, precincts, code-blocks
/// and their styles, offsets, markers), judged by OpenJPEG's decoder. 24 cases; ACSA_CODEC_CASES asks for more.
/// </summary>
public sealed class RandomJpeg2000Tests
{
    static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("ACSA_CODEC_CASES") ?? "24", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_option_decodes_as_OpenJPEG_decodes_it()
    {
        using var folder = new ScratchFolder();
        var judged = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var sample = Pick(random, PixelSample.All.Where(s => s.Name is "RGB" or "MONO2 8" or "MONO2 12/16" or "MONO2 16"));
            var lossy = random.Next(3) == 0;
            string[] options = [.. Options(random, sample.Samples, lossy)];
            var what = $"seed {seed}: {sample.Name} {string.Join(' ', options)}";
            var (raw, stream, back) = (folder.File("in.raw"), folder.File("x.j2k"), folder.File("out.rawl"));
            await WriteRawAsync(sample, raw);
            var sign = $"{PixelSample.Columns},{PixelSample.Rows},{sample.Samples},{sample.Stored},u";
            var (code, output) = await PeerProcess.RunAsync("/usr/bin/opj_compress", ["-i", raw, "-o", stream, "-F", sign, .. options]);
            // Some combinations are not encoded, such as precincts smaller than their code-blocks allow.
            if (code != 0) continue;
            (code, output) = await PeerProcess.RunAsync("/usr/bin/opj_decompress", "-i", stream, "-o", back);
            // Nor does OpenJPEG read all that it writes.
            if (code != 0) continue;
            judged++;

            var syntax = lossy ? DicomTransferSyntax.JPEG2000Lossy : DicomTransferSyntax.JPEG2000Lossless;
            int[] ours;
            try
            {
                ours = PixelValues.Of(EncapsulatedStream.Wrap(sample, syntax, await File.ReadAllBytesAsync(stream)));
            }
            catch (DicomException refusal)
            {
                throw new InvalidOperationException($"{what}\n{output}", refusal);
            }

            var distance = PixelValues.Distance(ours, await ReadRawAsync(sample, back));
            // At 16 bits, irreversible, the floating-point wavelets of both differ by some of the 65 536 levels (docs/decisions/020).
            Assert.True(distance <= (lossy ? sample.Stored == 16 ? 4 : 1 : 0), $"{what}\n{distance} levels off");
        }
        Assert.True(judged > Cases / 2, $"OpenJPEG judged {judged} of {Cases} cases only");
    }

    static IEnumerable<string> Options(Random random, int components, bool lossy)
    {
        var levels = random.Next(1, 6);
        List<string> options = ["-n", $"{levels}"];
        if (lossy) options.AddRange(["-I", "-r", $"{random.Next(3, 20)}"]);
        else if (random.Next(2) == 0) options.AddRange(["-r", "16,7,3,1"]);
        if (components == 3) options.AddRange(["-mct", $"{random.Next(2)}"]);
        if (random.Next(2) == 0) options.AddRange(["-t", $"{random.Next(17, 70)},{random.Next(17, 70)}"]);
        if (random.Next(3) == 0) options.AddRange(["-d", $"{random.Next(9)},{random.Next(9)}"]);
        var order = Pick(random, ["LRCP", "RLCP", "RPCL", "PCRL", "CPRL"]);
        options.AddRange(["-p", order]);
        options.AddRange(["-b", Pick(random, ["4,4", "8,16", "32,4", "16,16", "64,64"])]);
        if (random.Next(2) == 0)
            options.AddRange(["-c", Pick(random, ["[16,16]", "[32,16],[16,32]", "[64,64],[32,32],[16,16]", "[128,32],[32,16]"])]);
        if (random.Next(3) == 0) options.Add("-SOP");
        if (random.Next(3) == 0) options.Add("-EPH");
        if (random.Next(3) == 0) options.Add("-PLT");
        // In other orders, with tiles and with precincts opj_compress 2.5.0 loses packets between tile-parts, which its decoder makes up
        // and ours refuses.
        if (random.Next(2) == 0 && order[0] == 'R' && !options.Contains("-c") && !options.Contains("-t")) options.AddRange(["-TP", "R"]);
        if (random.Next(2) == 0) options.AddRange(["-M", $"{random.Next(64)}"]);
        return options;
    }

    static T Pick<T>(Random random, IEnumerable<T> choices)
    {
        T[] all = [.. choices];
        return all[random.Next(all.Length)];
    }

    /// <summary>The first frame plane by plane; words big endian, as opj_compress reads .raw.</summary>
    static Task WriteRawAsync(PixelSample sample, string path)
    {
        var values = PixelValues.Of(sample.Create().Dataset);
        var count = PixelSample.Columns * PixelSample.Rows;
        var planes = Enumerable.Range(0, sample.Samples)
            .SelectMany(c => Enumerable.Range(0, count).Select(i => values[i * sample.Samples + c]));
        return File.WriteAllBytesAsync(path, sample.Stored <= 8
            ? [.. planes.Select(v => (byte)v)]
            : [.. planes.SelectMany(v => new[] { (byte)(v >> 8), (byte)v })]);
    }

    /// <summary>What opj_decompress writes as .rawl: planes, words little endian.</summary>
    static async Task<int[]> ReadRawAsync(PixelSample sample, string path)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        var count = PixelSample.Columns * PixelSample.Rows;
        return [.. Enumerable.Range(0, count * sample.Samples).Select(i => i % sample.Samples * count + i / sample.Samples)
            .Select(at => sample.Stored <= 8 ? bytes[at] : bytes[2 * at] | bytes[2 * at + 1] << 8)];
    }
}
