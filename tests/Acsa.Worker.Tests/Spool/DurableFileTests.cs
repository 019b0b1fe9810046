using Acsa.Worker.Spool;

namespace Acsa.Worker.Tests.Spool;

public sealed class DurableFileTests
{
    // HRESULT_FROM_WIN32(ERROR_SHARING_VIOLATION) and of ERROR_DISK_FULL
    const int Held = unchecked((int)0x80070020), Full = unchecked((int)0x80070070);

    [Fact]
    public void A_file_that_a_virus_scanner_holds_for_a_moment_is_waited_for()
    {
        var attempts = 0;
        DurableFile.WhenNotHeld(() =>
        {
            if (++attempts < 3) throw new IOException("held", Held);
        });
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void One_that_stays_held_is_told_of_and_any_other_failure_at_once()
    {
        var attempts = 0;
        Assert.Equal("held", Assert.Throws<IOException>(() => DurableFile.WhenNotHeld(() => throw new IOException("held", Held))).Message);
        Assert.Throws<IOException>(() => DurableFile.WhenNotHeld(() =>
        {
            attempts++;
            throw new IOException("full", Full);
        }));
        Assert.Equal(1, attempts);
    }
}
