using System.Diagnostics;
using System.Globalization;

namespace Acsa.Segmentation;

/// <summary>All members of a package, open on one execution provider.</summary>
sealed class OpenModel : IDisposable
{
    readonly ModelManifest _manifest;
    readonly ModelSession[] _members;

    OpenModel(ModelManifest manifest, InferenceProvider provider, ModelSession[] members)
    {
        (_manifest, Provider, _members) = (manifest, provider, members);
    }

    public InferenceProvider Provider { get; }

    /// <param name="profileFolder">Where each member writes its profile until <see cref="EndProfile"/>; null for none.</param>
    public static OpenModel Open(ModelPackage package, InferenceProvider provider, SegmenterOptions segmenter, string? profileFolder)
    {
        var members = new List<ModelSession>();
        try
        {
            foreach (var member in package.Manifest.Members)
            {
                // A name for each: ONNX Runtime adds the time to the millisecond only.
                var number = members.Count.ToString(CultureInfo.InvariantCulture);
                var profile = profileFolder is null ? null : Path.Combine(profileFolder, number);
                members.Add(ModelSession.Open(package, member, provider, segmenter, profile));
            }

            return new OpenModel(package.Manifest, provider, [.. members]);
        }
        catch
        {
            foreach (var member in members) member.Dispose();
            throw;
        }
    }

    /// <summary>What the provider ran of all members' graphs since they were opened.</summary>
    public NodeShare EndProfile()
    {
        var shares = _members.Select(member => member.EndProfile(ProviderCatalogue.OrtName(Provider))).ToList();
        return new NodeShare(shares.Sum(share => share.OnProvider), shares.Sum(share => share.Total));
    }

    /// <summary>How many inputs the members take in one run.</summary>
    public int LargestBatch => Singly is null && _members.All(member => member.TakesAnyBatch) ? int.MaxValue : 1;

    /// <summary>Why it takes one input at a time though its shape allows more; null when it does not.</summary>
    public string? Singly { get; private set; }

    /// <summary>From now on one input at a time.</summary>
    public void TakeSingly(string reason) => Singly = reason;

    /// <summary>Runs all members on the tiles, as one batch, and leaves in each tile the mean over the members; gives the time in the
    /// models.</summary>
    /// <exception cref="InferenceException">A value is none that the manifest allows.</exception>
    public TimeSpan Run(IReadOnlyList<Tile> tiles, BatchBuffers buffers, RunOptions options)
    {
        for (var i = 0; i < tiles.Count; i++)
        {
            tiles[i].Input.CopyTo(buffers.InputValues.AsSpan(i * buffers.InputLength));
            foreach (var plane in tiles[i].Planes) Array.Clear(plane.Values);
            tiles[i].Judgement = buffers.Judgements is null ? null : default(OutlineJudgement);
        }

        var time = TimeSpan.Zero;
        foreach (var member in _members)
        {
            var start = Stopwatch.GetTimestamp();
            member.Run(options, buffers.Input, buffers.Outputs);
            time += Stopwatch.GetElapsedTime(start);
            for (var i = 0; i < tiles.Count; i++)
            {
                var output = buffers.OutputValues.AsSpan(i * buffers.OutputLength, buffers.OutputLength);
                OutputRange.Check(output, _manifest, Provider);
                OutputProbabilities.Add(output, _manifest, tiles[i].Planes, 1f / _members.Length);
                if (buffers.Judgements is { } judgements)
                {
                    tiles[i].Judgement = Together(
                        tiles[i].Judgement!.Value, judgements.AsSpan(OutlineJudgement.Length * i, OutlineJudgement.Length));
                }
            }
        }

        return time;
    }

    // No number, or a logit where a probability was said, would pass every limit.
    OutlineJudgement Together(OutlineJudgement sum, ReadOnlySpan<float> one)
    {
        foreach (var value in one)
        {
            if (value is not (>= 0 and <= 1))
                throw new InferenceException(string.Create(CultureInfo.InvariantCulture,
                    $"The model {_manifest.Id} judges its outline by {value:R}, expected 0 to 1 (output \"{_manifest.Output.Judgement}\")."),
                    isTransient: Provider != InferenceProvider.Cpu);
        }

        return new(sum.Right + one[0] / (double)_members.Length, sum.Whole + one[1] / (double)_members.Length);
    }

    public void Dispose()
    {
        foreach (var member in _members) member.Dispose();
    }
}
