namespace Acsa.EndToEnd.Tests;

/// <summary>One image in every encoding that DCMTK's tools write, each an object and a study of its own.</summary>
internal static class Encodings
{
    static readonly (string Name, string[] Command)[] s_tools =
    [
        ("implicit", ["/usr/bin/dcmconv", "+ti"]),
        ("explicit", ["/usr/bin/dcmconv", "+te"]),
        ("big-endian", ["/usr/bin/dcmconv", "+tb"]),
        ("deflated", ["/usr/bin/dcmconv", "+td"]),
        ("rle", ["/usr/bin/dcmcrle"]),
        ("jpeg-baseline", ["/usr/bin/dcmcjpeg", "+eb", "+q", "95"]),
        ("jpeg-lossless", ["/usr/bin/dcmcjpeg", "+e1"]),
        ("jpeg-ls", ["/usr/bin/dcmcjpls"]),
    ];

    public static async Task<string[]> WriteAsync(string image, string folder)
    {
        var files = new List<string>();
        foreach (var (name, command) in s_tools)
        {
            var file = Path.Combine(folder, name + ".dcm");
            await PeerProcess.MustRunAsync(command[0], [.. command[1..], image, file]);
            await PeerProcess.MustRunAsync("/usr/bin/dcmodify", "-nb", "-gst", "-gse", "-gin", file);
            files.Add(file);
        }

        return [.. files];
    }
}
