namespace Acsa.Phantom.Tests;

public sealed class PhantomRandomTests
{
    [Fact]
    public void Numbers_are_those_of_SplitMix64()
    {
        // The reference implementation's first two numbers for seed 1234567.
        var random = new PhantomRandom(1234567);
        Assert.Equal(6457827717110365317UL, random.NextBits());
        Assert.Equal(3203168211198807973UL, random.NextBits());
    }

    [Fact]
    public void Streams_of_one_phantom_differ()
    {
        var first = new HashSet<ulong>();
        for (var index = 0; index < 50; index++)
            for (var stream = 0; stream < 20; stream++) Assert.True(first.Add(PhantomRandom.For(9, index, stream).NextBits()));
    }
}
