using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>Which native library this process uses.</summary>
public static class OnnxRuntimeLibrary
{
    /// <summary>Environment variable that names another library file, by absolute path.</summary>
    public const string PathVariable = "ACSA_ONNXRUNTIME";

    static string? _path;

    /// <summary>The library's absolute path: what was set here, else <see cref="PathVariable"/>, else beside the program.</summary>
    /// <exception cref="InvalidOperationException">Set after the library was loaded.</exception>
    public static string Path
    {
        get => OrtApi.IsLoaded ? OrtApi.Instance.Path : Locate();
        set
        {
            if (OrtApi.IsLoaded) throw new InvalidOperationException($"ONNX Runtime is loaded already, from {OrtApi.Instance.Path}.");
            _path = value;
        }
    }

    /// <summary>Version of the library, for example 1.30.0; loads it.</summary>
    public static string Version => OrtApi.Instance.LibraryVersion;

    internal static string Locate()
    {
        var chosen = _path ?? Environment.GetEnvironmentVariable(PathVariable);
        if (string.IsNullOrEmpty(chosen)) chosen = Default();
        else if (!System.IO.Path.IsPathFullyQualified(chosen))
            throw new ArgumentException($"The path of ONNX Runtime's native library has to be absolute, and \"{chosen}\" is not.");
        return File.Exists(chosen) ? chosen : throw new DllNotFoundException($"ONNX Runtime's native library is not at {chosen}.");
    }

    static string Default()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var machine = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var file = system switch { "win" => "onnxruntime.dll", "osx" => "libonnxruntime.1.dylib", _ => "libonnxruntime.so.1" };
        return System.IO.Path.Combine(AppContext.BaseDirectory, "runtimes", $"{system}-{machine}", "native", file);
    }
}
