using Acsa.Benchmarks.Corpora;

namespace Acsa.Benchmarks.Receiving;

/// <summary>Compares what a receiver holds with what was sent.</summary>
static class StoredObjects
{
    /// <summary>Each object of a corpus must be held with exactly its bytes.</summary>
    /// <exception cref="BenchException">One is missing or differs.</exception>
    public static void Compare(IEnumerable<string> files, Corpus corpus)
    {
        var sent = corpus.Files.Select(WireSource.Read).ToDictionary(source => source.SopInstanceUid);
        foreach (var file in files)
        {
            var held = WireSource.Read(file);
            if (!sent.Remove(held.SopInstanceUid, out var original)) continue; // of the warm-up
            if (held.TransferSyntaxUid != original.TransferSyntaxUid || !held.DataSet.Span.SequenceEqual(original.DataSet.Span))
                throw new BenchException($"{held.SopInstanceUid} was stored with other bytes than were sent ({file}).");
        }

        if (sent.Count > 0) throw new BenchException($"{sent.Count} objects of {corpus.Name} were answered Success and are not there.");
    }
}
