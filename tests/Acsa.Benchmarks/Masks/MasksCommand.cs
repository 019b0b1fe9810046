using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Acsa.Imaging;
using Acsa.Segmentation;

namespace Acsa.Benchmarks.Masks;

/// <summary>acsa bench masks: the clean-up chains beside OpenCV, which has to give the same pixels first.</summary>
static class MasksCommand
{
    const int Width = 1024;
    const int Height = 768;
    const double Asked = 1.5;

    static readonly PostProcessingChain[] Chains =
        [PostProcessingChain.LargestFilled, PostProcessingChain.Marzola2021, PostProcessingChain.DeepAcsa03];

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds")
            { Description = "Times each side runs, a third of them at a turn", DefaultValueFactory = _ => 30 };
        var command = new Command("masks", "Clean-up of masks at 1024×768 beside OpenCV (python3-opencv)") { rounds };
        command.SetAction(parsed => Run(parsed.GetValue(rounds)));
        return command;
    }

    static int Run(int rounds)
    {
        if (Prerequisite.Python.Find() is null)
        {
            Console.Error.WriteLine("acsa bench: needed and not found: /usr/bin/python3. On Debian: apt-get install python3-opencv");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("acsa-masks-").FullName;
        try
        {
            var masks = MaskSet.All(Width, Height);
            foreach (var (name, mask) in masks) File.WriteAllBytes(Path.Combine(folder, name + ".mask"), mask.Pixels);
            var theirs = new Dictionary<string, List<double>>();
            var ours = new Dictionary<string, List<double>>();
            const int turns = 3;
            for (var turn = 0; turn < turns; turn++)
            {
                foreach (var (key, times) in OpenCv(folder, Math.Max(1, rounds / turns))) Of(theirs, key).AddRange(times);
                foreach (var (name, mask) in masks)
                    foreach (var chain in Chains)
                        Of(ours, $"{name} {chain.Name}").AddRange(Time(folder, name, mask, chain, Math.Max(1, rounds / turns)));
            }

            var table = new Table("mask", "chain", "ours", "OpenCV", "ours ÷ OpenCV");
            var reached = true;
            foreach (var (name, _) in masks)
            {
                foreach (var chain in Chains)
                {
                    var (we, they) = (Statistics.Median(ours[$"{name} {chain.Name}"]), Statistics.Median(theirs[$"{name} {chain.Name}"]));
                    reached &= we <= Asked * they;
                    table.Add(name, chain.Name, we.ToString("F2", Table.Culture) + " ms", they.ToString("F2", Table.Culture) + " ms",
                        (we / they).ToString("F2", Table.Culture));
                }
            }

            table.Print("Clean-up at 1024×768, one thread, the same pixels");
            return reached ? 0 : 1;
        }
        catch (BenchException error)
        {
            Console.Error.WriteLine("acsa bench: " + error.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static List<double> Of(Dictionary<string, List<double>> all, string key) => all.TryGetValue(key, out var list) ? list : all[key] = [];

    static IEnumerable<double> Time(string folder, string name, Mask mask, PostProcessingChain chain, int rounds)
    {
        var expected = File.ReadAllBytes(Path.Combine(folder, $"{name}.{chain.Name}.result"));
        var differing = chain.Apply(mask).Pixels.Zip(expected).Count(pair => pair.First != pair.Second);
        if (differing > 0) throw new BenchException($"{name}, {chain.Name}: {differing} pixels differ from OpenCV's.");
        var warm = Stopwatch.StartNew();
        while (warm.ElapsedMilliseconds < 300) chain.Apply(mask);
        for (var i = 0; i < rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            chain.Apply(mask);
            yield return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    static Dictionary<string, double[]> OpenCv(string folder, int rounds)
    {
        using var process = Process.Start(new ProcessStartInfo(Prerequisite.Python.Find()!,
        [
            Path.Combine(AppContext.BaseDirectory, "Masks", "opencv_masks.py"), folder, Width.ToString(Table.Culture),
            Height.ToString(Table.Culture),
            rounds.ToString(Table.Culture),
        ])
        { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Dictionary<string, double[]>>(output)!
            : throw new BenchException("OpenCV's side failed; python3-opencv is needed.");
    }
}
