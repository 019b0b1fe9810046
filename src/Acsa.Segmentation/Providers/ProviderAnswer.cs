using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>What an open model says on one image.</summary>
/// <param name="Planes">One per class, on the image's grid.</param>
/// <param name="Judgement">Null where it gives none, or where it is compared elsewhere.</param>
sealed record ProviderAnswer(FloatPlane[] Planes, OutlineJudgement? Judgement)
{
    /// <summary>Runs the model on images, so many in one run.</summary>
    public static ProviderAnswer[] Of(ModelManifest manifest, OpenModel model, IReadOnlyList<GreyImage> images, int batch) =>
        [.. images.Chunk(batch).SelectMany(together => InOneRun(manifest, model, together))];

    // Images of one size. Of each the first tile in one run, then of each the second, and so on.
    static IEnumerable<ProviderAnswer> InOneRun(ModelManifest manifest, OpenModel model, GreyImage[] images)
    {
        using var options = new RunOptions();
        var pool = new TilePool(manifest);
        var frames = Array.ConvertAll(images, image => new FrameRun(manifest, image, pool));
        var tiles = Array.ConvertAll(frames, frame => frame.Next());
        using var buffers = new BatchBuffers(manifest, frames.Length, tiles[0][0].Width, tiles[0][0].Height);
        while (true)
        {
            for (var i = 0; i < tiles[0].Count; i++) model.Run([.. tiles.Select(own => own[i])], buffers, options);
            foreach (var frame in frames) frame.Take();
            if (frames[0].IsPrepared) break;
            foreach (var own in tiles) pool.Return(own);
            tiles = Array.ConvertAll(frames, frame => frame.Next());
        }

        int[] classes = [.. Enumerable.Range(0, manifest.Output.Classes.Count)];
        return Array.ConvertAll(frames, frame => new ProviderAnswer(frame.Restore(classes, new PlanePool()), frame.Judgement));
    }
}
