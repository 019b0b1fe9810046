using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>Loads the native library by its absolute path: Windows has an older onnxruntime.dll of its own in System32.</summary>
static class LibraryLoading
{
    // Loaded first from the same folder, because the library asks for them by bare name and Windows would look in System32.
    static readonly string[] WindowsCompanions = ["DirectML.dll", "dxil.dll", "dxcompiler.dll"];

    public static nint Load(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            foreach (var companion in WindowsCompanions)
                NativeLibrary.TryLoad(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, companion), out _);
        }

        return NativeLibrary.Load(path);
    }
}
