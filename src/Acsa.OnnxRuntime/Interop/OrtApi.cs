using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>The function table of ONNX Runtime's C API (OrtApi in onnxruntime_c_api.h); each property names its slot.</summary>
/// <remarks>Slots are only ever appended, so a later version's table serves as well. An OrtStatus* is an nint here, 0 on success.</remarks>
internal sealed unsafe partial class OrtApi
{
    // Everything but node assignment (24), tensor sizes (23) and devices (22) is there from 16 on.
    const uint WantedVersion = 24;
    const uint LeastVersion = 16;

    static readonly Lock Gate = new();
    static volatile OrtApi? _instance;

    readonly nint* _table;

    OrtApi(nint library, nint* table, uint version, string libraryVersion, string path)
    {
        _table = table;
        (Library, Version, LibraryVersion, Path) = (library, version, libraryVersion, path);
    }

    /// <summary>The table of the one library this process uses; loads it on first use.</summary>
    public static OrtApi Instance
    {
        get
        {
            if (_instance is { } loaded) return loaded;
            lock (Gate) return _instance ??= Load(OnnxRuntimeLibrary.Locate());
        }
    }

    public static bool IsLoaded => _instance is not null;

    /// <summary>The loaded library, for exports beside the table.</summary>
    public nint Library { get; }

    /// <summary>The version of the table asked for: features of later versions are off.</summary>
    public uint Version { get; }

    public string LibraryVersion { get; }
    public string Path { get; }

    static OrtApi Load(string path)
    {
        var library = LibraryLoading.Load(path);
        var getBase = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        var apiBase = getBase();
        var getApi = (delegate* unmanaged<uint, nint*>)apiBase[0];
        var getVersion = (delegate* unmanaged<byte*>)apiBase[1];
        var libraryVersion = Marshal.PtrToStringUTF8((nint)getVersion()) ?? "";

        var version = WantedVersion;
        var table = getApi(version);
        if (table is null) table = getApi(version = LeastVersion);
        if (table is null)
            throw new NotSupportedException($"ONNX Runtime {libraryVersion} at {path} is too old: 1.{LeastVersion} or later is needed.");
        return new OrtApi(library, table, version, libraryVersion, path);
    }

    public void Require(uint version, string feature)
    {
        if (Version < version)
            throw new NotSupportedException($"ONNX Runtime {LibraryVersion} at {Path} has no {feature}: 1.{version} or later is needed.");
    }

    /// <summary>Throws what a status says and releases it.</summary>
    public void Check(nint status)
    {
        if (status == 0) return;
        var code = GetErrorCode(status);
        var message = Marshal.PtrToStringUTF8(GetErrorMessage(status)) ?? "";
        ReleaseStatus(status);
        throw new OnnxRuntimeException(code, message);
    }

    /// <summary>Copies a string that the default allocator made, and frees it.</summary>
    public string? TakeString(nint text)
    {
        if (text == 0) return null;
        try
        {
            return Marshal.PtrToStringUTF8(text);
        }
        finally
        {
            Check(AllocatorFree(DefaultAllocator, text));
        }
    }

    /// <summary>The default allocator; it belongs to the library and is never released.</summary>
    public nint DefaultAllocator
    {
        get
        {
            nint allocator;
            Check(GetAllocatorWithDefaultOptions(&allocator));
            return allocator;
        }
    }

    delegate* unmanaged<nint, OrtErrorCode> GetErrorCode => (delegate* unmanaged<nint, OrtErrorCode>)_table[1];
    delegate* unmanaged<nint, nint> GetErrorMessage => (delegate* unmanaged<nint, nint>)_table[2];
    delegate* unmanaged<nint, void> ReleaseStatus => (delegate* unmanaged<nint, void>)_table[93];
}
