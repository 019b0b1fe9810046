using System.Diagnostics;

namespace Acsa.Segmentation;

/// <summary>All members of a package, open on one execution provider.</summary>
sealed class OpenModel : IDisposable
{
    readonly ModelManifest _manifest;
    readonly ModelSession[] _members;

    OpenModel(ModelManifest manifest, InferenceProvider provider, ModelSession[] members) =>
        (_manifest, Provider, _members) = (manifest, provider, members);

    public InferenceProvider Provider { get; }

    public static OpenModel Open(ModelPackage package, InferenceProvider provider, SegmenterOptions segmenter)
    {
        using var options = ProviderCatalogue.CreateOptions(provider, segmenter);
        var members = new List<ModelSession>();
        try
        {
            foreach (var member in package.Manifest.Members) members.Add(ModelSession.Open(package, member, options));
            return new OpenModel(package.Manifest, provider, [.. members]);
        }
        catch
        {
            foreach (var member in members) member.Dispose();
            throw;
        }
    }

    /// <summary>What the provider got of all members' graphs.</summary>
    public NodeShare Share()
    {
        var shares = _members.Select(member => member.Share(ProviderCatalogue.OrtName(Provider))).ToList();
        return new NodeShare(shares.Sum(share => share.OnProvider), shares.Sum(share => share.Total));
    }

    /// <summary>Runs all members on the input and leaves the mean of their probabilities in the planes; gives the time in the models.</summary>
    public TimeSpan Run(TensorBuffers buffers, RunOptions options)
    {
        foreach (var plane in buffers.Planes) Array.Clear(plane.Values);
        var time = TimeSpan.Zero;
        foreach (var member in _members)
        {
            var start = Stopwatch.GetTimestamp();
            member.Run(options, buffers.Input, buffers.Output);
            time += Stopwatch.GetElapsedTime(start);
            OutputProbabilities.Add(buffers.OutputValues, _manifest, buffers.Planes, 1f / _members.Length);
        }

        return time;
    }

    public void Dispose()
    {
        foreach (var member in _members) member.Dispose();
    }
}
