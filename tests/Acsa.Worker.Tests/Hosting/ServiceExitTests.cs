using System.Runtime.Versioning;
using Acsa.Worker.Commands;
using Acsa.Worker.Configuration;
using Acsa.Worker.Hosting;

namespace Acsa.Worker.Tests.Hosting;

/// <summary>What Windows' service control manager is told at the end: it starts a service again after any error.</summary>
[SupportedOSPlatform("windows")]
public sealed class ServiceExitTests
{
    [Fact]
    public void A_wrong_configuration_is_no_error_to_start_again_after_and_a_failed_node_is()
    {
        Assert.Equal(ExitCode.Usage, ExitCode.Of(new ConfigurationException([])));
        Assert.Equal(ExitCode.Failed, ExitCode.Of(new IOException("x")));
        Assert.Equal(0, WindowsService.ErrorFor(ExitCode.Success));
        Assert.Equal(0, WindowsService.ErrorFor(ExitCode.Usage));
        Assert.Equal(ServiceControl.ServiceSpecificError, WindowsService.ErrorFor(ExitCode.Failed));
    }
}
