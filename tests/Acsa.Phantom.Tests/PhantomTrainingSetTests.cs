using System.Text.Json;

namespace Acsa.Phantom.Tests;

public sealed class PhantomTrainingSetTests
{
    [Fact]
    public void Reduced_masks_keep_the_area_whatever_the_number_of_workers()
    {
        var directory = Directory.CreateTempSubdirectory("acsa-phantom-").FullName;
        try
        {
            const int count = 6, size = PhantomTrainingSet.Width * PhantomTrainingSet.Height;
            PhantomTrainingSet.Write(directory, count, 8, 2, PhantomView.Complete, null, TestContext);
            var masks = File.ReadAllBytes(Path.Combine(directory, "masks.u8"));
            var images = File.ReadAllBytes(Path.Combine(directory, "images.u8"));
            Assert.Equal((count * size, count * size), (masks.Length, images.Length));
            using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "index.json")));
            for (var i = 0; i < count; i++)
            {
                var phantom = PhantomRenderer.Render(PhantomRecipe.Draw(8, i));
                var box = index.RootElement.GetProperty("phantoms")[i].GetProperty("box");
                var scale = phantom.Region.Width / (box[2].GetDouble() - box[0].GetDouble());
                double covered = 0;
                foreach (var value in masks.AsSpan(i * size, size)) covered += value / 255.0;
                Assert.InRange(covered * scale * scale / phantom.Truth.CountInside(), 0.995, 1.005);
            }
            var first = PhantomRendererTests.Hash(masks) + PhantomRendererTests.Hash(images);
            PhantomTrainingSet.Write(directory, count, 8, 1, PhantomView.Complete, null, TestContext);
            Assert.Equal(first, PhantomRendererTests.Hash(File.ReadAllBytes(Path.Combine(directory, "masks.u8")))
                + PhantomRendererTests.Hash(File.ReadAllBytes(Path.Combine(directory, "images.u8"))));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static CancellationToken TestContext => CancellationToken.None;
}
