using System.Runtime.InteropServices;

namespace Acsa.Interop.Tests.Gpu;

/// <summary>SwiftShader, the software Vulkan inside Debian's chromium package: a GPU for machines without one, slow and exact.</summary>
static partial class SoftwareVulkan
{
    const string Driver = "/usr/lib/chromium/vk_swiftshader_icd.json";
    const string Loader = "/usr/lib/chromium/libvulkan.so.1";

    /// <summary>Makes this process find SwiftShader and no other Vulkan driver.</summary>
    public static void Use()
    {
        Assert.True(File.Exists(Driver), $"{Driver} is needed: apt-get install chromium");
        // Set in the C library's environment, which is what the Vulkan loader reads; .NET's own copy does not reach it.
        Assert.Equal(0, SetEnvironmentVariable("VK_ICD_FILENAMES", Driver, overwrite: 1));
        // Loaded by path, so that a later load of libvulkan.so.1 by name finds it where libvulkan1 is not installed.
        NativeLibrary.Load(Loader);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
