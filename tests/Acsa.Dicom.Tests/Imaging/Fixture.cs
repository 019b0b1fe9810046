using System.Security.Cryptography;

namespace Acsa.Dicom.Tests.Imaging;

internal static class Fixture
{
    public const int Columns = 45;
    public const int Rows = 37;

    public static byte[] Jpeg(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imaging", "Fixtures", name + ".jpg"));

    public static byte[] JpegLs(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imaging", "Fixtures", name + ".jls"));

    public static string UltrasoundFile(string name) => Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", name);

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
