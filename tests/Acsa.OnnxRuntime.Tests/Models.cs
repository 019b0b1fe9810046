using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Tests;

static class Models
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "models", name);

    public static float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path(name))).ToArray();

    public static SessionOptions Options(int threads = 1)
    {
        var options = new SessionOptions { IntraOpNumThreads = threads, EnableCpuMemArena = false };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    public static InferenceSession Open(string name)
    {
        using var options = Options();
        return new InferenceSession(Path(name), options);
    }

    public static float[] RunAffine(InferenceSession session, float[] x)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(x, [x.Length / 4, 4]);
        using var results = session.Run(null, ["x"], [input], ["y"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
