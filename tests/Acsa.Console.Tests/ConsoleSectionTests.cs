using Acsa.Worker.Configuration;

namespace Acsa.WebConsole.Tests;

public sealed class ConsoleSectionTests
{
    [Theory]
    [InlineData("""{ "url": "http://127.0.0.1:8104" }""")]
    [InlineData("""{ "url": "http://[::1]:8104" }""")]
    [InlineData("""{ "url": "http://localhost:8104" }""")]
    [InlineData("""{ "url": "http://127.0.0.1:0" }""")]
    [InlineData("""{ "url": "https://acsa.example:8443", "tls": { "certificate": "c.pem" } }""")]
    [InlineData("""{ "url": "http://10.0.0.5:8104", "serve": false }""")]
    [InlineData("""{ "proxy": { "header": "X-Remote-User", "from": ["127.0.0.1", "::1"], "role": "viewer" } }""")]
    public void Takes_what_is_safe(string console) => ConfigurationFile.Parse($$"""{ "data": "d", "console": {{console}} }""", "acsa.json", Path.GetTempPath());

    [Theory]
    [InlineData("""{ "url": "http://10.0.0.5:8104" }""", "$.console.url")]
    [InlineData("""{ "url": "http://0.0.0.0:8104" }""", "$.console.url")]
    [InlineData("""{ "url": "http://acsa.example" }""", "$.console.url")]
    [InlineData("""{ "url": "http://127.0.0.1:8104/acsa" }""", "$.console.url")]
    [InlineData("""{ "url": "https://acsa.example:8443" }""", "$.console.tls")]
    [InlineData("""{ "proxy": { "header": "X Remote", "from": "127.0.0.1" } }""", "$.console.proxy.header")]
    [InlineData("""{ "proxy": { "header": "X-Remote-User" } }""", "$.console.proxy.from")]
    [InlineData("""{ "proxy": { "header": "X-Remote-User", "from": "127.0.0.1", "role": "root" } }""", "$.console.proxy.role")]
    [InlineData("""{ "pasword": "x" }""", "$.console.pasword")]
    public void Refuses_what_is_not_and_says_where(string console, string path)
    {
        var error = Assert.Throws<ConfigurationException>(() =>
            ConfigurationFile.Parse($$"""{ "data": "d", "console": {{console}} }""", "acsa.json", Path.GetTempPath()));
        Assert.Contains(path, error.Errors.Select(one => one.Path));
    }
}
