using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Acsa.Phantom;

/// <summary>UIDs of phantoms: the same for the same seed and index, and nobody else's (PS3.5 B.2: 2.25 and a UUID as a number).</summary>
internal static class PhantomUid
{
    public static string For(ulong seed, int index, string role)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"acsa-phantom/{seed}/{index}/{role}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(text), hash);
        var uuid = hash[..16];
        uuid[6] = (byte)(uuid[6] & 0x0F | 0x80); // RFC 9562 5.8: version 8, made by its owner's rule
        uuid[8] = (byte)(uuid[8] & 0x3F | 0x80);
        return "2.25." + new BigInteger(uuid, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
    }
}
