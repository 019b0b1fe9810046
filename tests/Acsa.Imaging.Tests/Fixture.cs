using System.Text.Json;

namespace Acsa.Imaging.Tests;

internal static class Fixture
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path(name)));
        return document.RootElement.Clone();
    }

    public static float[] Floats(this JsonElement array)
    {
        var values = new float[array.GetArrayLength()];
        for (var i = 0; i < values.Length; i++) values[i] = array[i].GetSingle();
        return values;
    }

    public static byte[] Bytes(this JsonElement array)
    {
        var values = new byte[array.GetArrayLength()];
        for (var i = 0; i < values.Length; i++) values[i] = array[i].GetByte();
        return values;
    }
}
