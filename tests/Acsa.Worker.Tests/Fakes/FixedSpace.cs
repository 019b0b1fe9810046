using Acsa.Worker.Spool;

namespace Acsa.Worker.Tests.Fakes;

sealed class FixedSpace : IFreeSpace
{
    public long Free { get; set; } = 100_000_000_000;

    public long AvailableBytes(string folder) => Free;
}
