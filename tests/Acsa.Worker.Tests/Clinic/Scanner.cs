using Acsa.DicomScp;
using Acsa.Worker.Spool;

namespace Acsa.Worker.Tests.Clinic;

/// <summary>A scanner as the spool sees it: sends an object until it is answered Success, over a call that may break in the
/// middle.</summary>
sealed class Scanner(Random random)
{
    int _calls;

    /// <summary>Sends objects over one association; returns those that were not answered Success.</summary>
    public async Task<List<ClinicImage>> SendAsync(SpoolFolder spool, string title, IReadOnlyList<ClinicImage> images, double drops)
    {
        var caller = new Caller(title, "ACSA", "127.0.0.1", $"call-{++_calls}");
        var left = new List<ClinicImage>();
        foreach (var image in images)
        {
            if (left.Count > 0 || !await SendAsync(spool, caller, image, random.NextDouble() < drops)) left.Add(image);
        }

        spool.AssociationEnded(caller);
        return left;
    }

    static async Task<bool> SendAsync(SpoolFolder spool, Caller caller, ClinicImage image, bool drop)
    {
        if (!spool.HasRoom) return false;
        var header = new InstanceHeader(DicomUID.UltrasoundImageStorage.UID, image.Uid, "1.2.840.10008.1.2.1", caller);
        await using var entry = await spool.BeginAsync(header, default);
        await entry.WriteAsync(image.Bytes.AsMemory(0, image.Bytes.Length / 2), default);
        if (drop) return false; // Disposed without a commit, as when the socket closes.
        await entry.WriteAsync(image.Bytes.AsMemory(image.Bytes.Length / 2), default);
        await entry.CommitAsync(default);
        return true;
    }
}
