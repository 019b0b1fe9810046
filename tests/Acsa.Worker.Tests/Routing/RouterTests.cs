using Acsa.Worker.Configuration;
using Acsa.Worker.Ledger;
using Acsa.Worker.Routing;
using Acsa.Worker.Studies;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.Routing;

public sealed class RouterTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_image_that_the_disk_does_not_give_now_is_not_routed_as_if_it_had_no_attributes()
    {
        var router = new Router(ConfigurationFile.Parse(
            """{ "data": "d", "routing": [ { "name": "new", "when": { "tags": { "Manufacturer": "New*" } }, "shadow": true } ] }""",
            "acsa.json", _folder.Path).Routing);
        var image = new StoredInstance(1, "1.2.3", "1.2.4", "1.2.5", "x.dcm") { CallingAe = "US1" };
        // A folder in its place: opening it is denied.
        Assert.Throws<TransientStageException>(() => router.Before(image, _folder.Path));
        Assert.Throws<TransientStageException>(() => router.After("US1", _folder.Path, new List<Measurement.Finding>()));
        Assert.True(router.Before(image, _folder["lost.dcm"]).IsAnalysed); // Its analysis says what is wrong.
    }
}
