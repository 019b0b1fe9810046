using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>A zero-terminated copy of a string outside the managed heap, for one call.</summary>
readonly unsafe ref struct NativeText
{
    readonly nint _memory;

    NativeText(nint memory) => _memory = memory;

    /// <summary>UTF-8, as all names and values are.</summary>
    public static NativeText Utf8(string text) => new(Marshal.StringToCoTaskMemUTF8(Checked(text)));

    /// <summary>ORTCHAR_T: UTF-16 on Windows, UTF-8 elsewhere.</summary>
    public static NativeText Path(string path) =>
        new(OperatingSystem.IsWindows() ? Marshal.StringToCoTaskMemUni(Checked(path)) : Marshal.StringToCoTaskMemUTF8(Checked(path)));

    public byte* Pointer => (byte*)_memory;

    public void Dispose() => Marshal.FreeCoTaskMem(_memory);

    static string Checked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // The native side would see a shorter name than the caller gave.
        return text.Contains('\0') ? throw new ArgumentException("A name passed to ONNX Runtime contains a NUL character.") : text;
    }
}
