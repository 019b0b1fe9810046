using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Acsa.Worker.Hosting;

/// <summary>The part of Windows' service API (winsvc.h) that a service of one process needs.</summary>
[SupportedOSPlatform("windows")]
static class ServiceControl
{
    public const int OwnProcess = 0x10;
    public const int AcceptStopAndShutdown = 0x1 | 0x4;
    public const int Stop = 1, Interrogate = 4, Shutdown = 5;
    public const int NotImplemented = 120;
    public const int ServiceSpecificError = 1066;

    public enum State
    {
        Stopped = 1,
        StartPending = 2,
        StopPending = 3,
        Running = 4,
    }

    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    public delegate void ServiceMain(int count, nint arguments);

    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    public delegate int Handler(int control, int type, nint data, nint context);

    // SERVICE_TABLE_ENTRYW; the last one of a table is empty.
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct TableEntry(string name, ServiceMain main)
    {
        [MarshalAs(UnmanagedType.LPWStr)] readonly string? _name = name;
        readonly ServiceMain? _main = main;
    }

    // SERVICE_STATUS
    [StructLayout(LayoutKind.Sequential)]
    public struct Status
    {
        public int Type;
        public State State;
        public int Accepted;
        public int ExitCode;
        public int ServiceExitCode;
        public int Checkpoint;
        public int WaitHint;
    }

    [DllImport("advapi32", EntryPoint = "StartServiceCtrlDispatcherW", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool StartServiceCtrlDispatcher([In] TableEntry[] table);

    [DllImport("advapi32", EntryPoint = "RegisterServiceCtrlHandlerExW", ExactSpelling = true, SetLastError = true,
        CharSet = CharSet.Unicode)]
    public static extern nint RegisterServiceCtrlHandlerEx(string name, Handler handler, nint context);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool SetServiceStatus(nint handle, in Status status);
}
