using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Acsa.Worker.Tests.Reconciliation;

/// <summary>UIDs of the kind that results have: UUIDs of version 5 under 2.25.</summary>
static class ResultUids
{
    public static string For(string name)
    {
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        hash[6] = (byte)(hash[6] & 0x0F | 0x50);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return "2.25." + System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash).ToString(CultureInfo.InvariantCulture);
    }
}
