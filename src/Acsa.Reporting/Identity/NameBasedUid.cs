using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Acsa.Reporting;

/// <summary>UIDs that are functions of a name: UUID version 5 (RFC 9562 5.5) under 2.25 (PS3.5 B.2).</summary>
internal static class NameBasedUid
{
    // The namespace of AcsaNode's result identities; changing it would duplicate every result in every PACS.
    static readonly Guid Namespace = new("6f0d7c1e-3a5b-4d2f-9b64-0c1acd5e8a21");

    public static string For(params ReadOnlySpan<string> parts)
    {
        // U+001F cannot occur in a UID, a hash or a key, so different parts never give the same name.
        var name = Encoding.UTF8.GetBytes(string.Join('\u001f', parts!));
        var input = new byte[16 + name.Length];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input, 16);
        var hash = SHA1.HashData(input).AsSpan(0, 16);
        hash[6] = (byte)(hash[6] & 0x0F | 0x50);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return string.Create(CultureInfo.InvariantCulture, $"2.25.{BinaryPrimitives.ReadUInt128BigEndian(hash)}");
    }
}
