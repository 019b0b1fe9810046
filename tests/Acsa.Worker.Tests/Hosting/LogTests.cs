using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Tests.Hosting;

public sealed class LogTests
{
    [Fact]
    public void Event_ids_are_unique()
    {
        var ids = typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId).OfType<int>().ToList();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }
}
