using System.Security.Cryptography;
using System.Text;

namespace Acsa.Worker.Hosting;

/// <summary>The name that logs give a study: a hash keyed with the ledger's secret, so that logs carry no identifier of a patient's
/// study.</summary>
sealed class StudyAlias(byte[] key)
{
    const int Length = 12;

    public string Of(string studyUid) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(studyUid)))[..Length];
}
