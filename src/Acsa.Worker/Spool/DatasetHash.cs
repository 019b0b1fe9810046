using System.Security.Cryptography;
using System.Text;

namespace Acsa.Worker.Spool;

/// <summary>What "the same bytes" means: SHA-256 over the transfer syntax and the data set, whoever sent it.</summary>
static class DatasetHash
{
    public static void Begin(IncrementalHash hash, string transferSyntaxUid) =>
        hash.AppendData(Encoding.ASCII.GetBytes(transferSyntaxUid + "\n"));

    /// <summary>The hash of a file's data set, which starts at an offset.</summary>
    public static string OfFile(string file, long offset, string transferSyntaxUid)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Begin(hash, transferSyntaxUid);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        stream.Position = offset;
        var buffer = new byte[128 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;) hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
