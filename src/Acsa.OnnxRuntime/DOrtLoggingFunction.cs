using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime;

/// <summary>Receives log lines, from any thread; the texts are UTF-8 and valid during the call only. It must not throw.</summary>
[UnmanagedFunctionPointer(CallingConvention.Winapi)]
public delegate void DOrtLoggingFunction(
    IntPtr param, OrtLoggingLevel severity, IntPtr category, IntPtr logId, IntPtr codeLocation, IntPtr message);
