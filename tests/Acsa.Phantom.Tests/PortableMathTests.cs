namespace Acsa.Phantom.Tests;

public sealed class PortableMathTests
{
    [Fact]
    public void Agrees_with_the_platform_to_ten_digits()
    {
        for (var i = -400; i <= 400; i++)
        {
            var x = i * 0.0371;
            Assert.Equal(Math.Sin(x), PortableMath.Sin(x), 10);
            Assert.Equal(Math.Cos(x), PortableMath.Cos(x), 10);
            Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 11);
            if (i > 0) Assert.Equal(Math.Log(x), PortableMath.Log(x), 11);
        }
        Assert.Equal(10, PortableMath.Amplitude(20), 11);
        Assert.Equal(Math.Pow(2.5, 1.7), PortableMath.Pow(2.5, 1.7), 10);
    }
}
