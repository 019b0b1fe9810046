using System.Diagnostics;
using Acsa.Segmentation;

namespace Acsa.Benchmarks.Inference;

/// <summary>ONNX Runtime called directly on a tensor that is ready: what no node can be faster than.</summary>
sealed class BareModel : IDisposable
{
    readonly ModelManifest _manifest;
    readonly string _provider;
    readonly SessionOptions _options;
    readonly InferenceSession _session;

    BareModel(ModelManifest manifest, string provider, SessionOptions options, byte[] bytes) =>
        (_manifest, _provider, _options, _session) = (manifest, provider, options, new InferenceSession(bytes, options));

    /// <summary>Inputs of one frame: the mirror image is the model's, not an overhead.</summary>
    public int InputsOfFrame => _manifest.Certainty is { Mirror: true } ? 2 : 1;

    public static BareModel Open(ModelPackage package, string provider)
    {
        // As the node opens it: the same threads, no spinning, no arena.
        var options = new SessionOptions
        {
            IntraOpNumThreads = SegmenterOptions.Default.Threads, InterOpNumThreads = 1, EnableCpuMemArena = false,
            EnableMemoryPattern = provider == "cpu", LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (provider == "webgpu") options.AppendExecutionProvider("WebGPU");
        else if (provider == "cuda") options.AppendExecutionProvider_CUDA();
        else if (provider == "directml") options.AppendExecutionProvider_DML();
        return new(package.Manifest, provider, options, package.ReadMember(package.Manifest.Members[0]));
    }

    /// <summary>A run of that many inputs, ready to be repeated.</summary>
    public Action Prepare(int count, out IDisposable tensors)
    {
        var (width, height) = (_manifest.Input.Width, _manifest.Input.Height);
        var values = new float[count * width * height];
        for (var i = 0; i < values.Length; i++) values[i] = i % 251 / 251f;
        var input = OrtValue.CreateTensorValueFromMemory(values, [count, 1, height, width]);
        var output = OrtValue.CreateTensorValueFromMemory(new float[values.Length], [count, 1, height, width]);
        var run = new RunOptions();
        tensors = new Tensors(input, output, run);
        string[] inputs = [_manifest.Input.Name];
        string[] outputs = [_manifest.Output.Name];
        return () => _session.Run(run, inputs, [input], outputs, [output]);
    }

    public void AddThroughput(Table table, int count, int rounds)
    {
        var run = Prepare(count, out var tensors);
        using (tensors)
        {
            run();
            var times = new List<double>();
            for (var i = 0; i < rounds; i++)
            {
                var start = Stopwatch.GetTimestamp();
                run();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            var median = Statistics.Median(times);
            table.Add(_manifest.Id, _provider, count, median.ToString("F1", Table.Culture),
                (1000 * count / median).ToString("F1", Table.Culture));
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    sealed class Tensors(params IDisposable[] parts) : IDisposable
    {
        public void Dispose()
        {
            foreach (var part in parts) part.Dispose();
        }
    }
}
