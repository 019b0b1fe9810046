using System.Diagnostics;

namespace Acsa.Dicom.Tests.Network;

internal static class TestUntil
{
    /// <summary>Asks again and again until the condition holds.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "not within 30 s");
            await Task.Delay(10);
        }
    }
}
