using System.CommandLine;
using Acsa.Segmentation;

namespace Acsa.Benchmarks.Inference;

/// <summary>acsa bench inference: what a frame costs beside the model's bare run, and what batches gain.</summary>
static class InferenceCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Frames of each kind", DefaultValueFactory = _ => 30 };
        var provider = new Option<string>("--provider")
        {
            Description = "Execution provider: " + string.Join(", ", ExecutionProviderPolicy.Providers), DefaultValueFactory = _ => "cpu",
        };
        var batches = new Option<int[]>("--batches") { Description = "Batch sizes of the table of throughput", AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 2, 8, 32] };
        var steps = new Option<bool>("--steps") { Description = "Only the table of the steps around the model" };
        var command = new Command("inference", "A frame's decoding, preprocessing, clean-up and measurement beside the model's bare run")
        {
            rounds, provider, batches, steps,
        };
        command.SetAction(parsed =>
            Run(parsed.GetValue(rounds), parsed.GetRequiredValue(provider), parsed.GetRequiredValue(batches), parsed.GetValue(steps)));
        return command;
    }

    static int Run(int rounds, string provider, int[] batches, bool stepsOnly)
    {
        var policy = provider == "cpu" ? ExecutionProviderPolicy.CpuOnly : ExecutionProviderPolicy.Parse(provider, "required");
        string[] folders =
        [
            Path.Combine(AppContext.BaseDirectory, "Inference", "unet-512"), Path.Combine(AppContext.BaseDirectory, "models", "acsa-thigh-unet"),
        ];
        var overhead = new Table("model", "picture", "bare run", "frame", "overhead", "decode", "prepare, clean up", "measure");
        var clips = new Table("model", "picture", "frames", "one by one, frames/s", "at a time, frames/s", "gain");
        var steps = new Table("model", "picture", "step", "processor time");
        var throughput = new Table("model", "provider", "batch", "ms a run", "images/s");
        foreach (var folder in folders)
        {
            var package = ModelPackage.Load(folder);
            using var segmenter = Segmenter.Open(package, policy);
            using var bare = BareModel.Open(package, provider);
            foreach (var picture in BenchPicture.All())
            {
                if (OperatingSystem.IsLinux()) new StageTiming(segmenter, picture, rounds).AddTo(steps);
                if (stepsOnly) continue;
                new FrameTiming(segmenter, bare, picture, rounds).AddTo(overhead);
                new ClipTiming(segmenter, picture, rounds).AddTo(clips);
            }

            if (stepsOnly) continue;
            foreach (var batch in batches) bare.AddThroughput(throughput, batch, Math.Max(3, rounds / batch));
        }

        steps.Print("The steps around the model, one thread's processor time, median of " + rounds.ToString(Table.Culture));
        if (stepsOnly) return 0;
        overhead.Print("A frame beside the bare run, median of " + rounds.ToString(Table.Culture));
        clips.Print("A clip, the better of three");
        throughput.Print("Throughput of the bare run");
        return 0;
    }
}
